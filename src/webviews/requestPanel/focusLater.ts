/** Elements draw themselves a moment after they are there, and buttons of toolbars do not pass the focus on. */
export function focusLater(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    const inner = element?.shadowRoot?.querySelector<HTMLElement>("button");
    (inner ?? element)?.focus();
  });
}
