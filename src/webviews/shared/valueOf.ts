/** Of a text field, whose event comes from the element itself or from the input within it. */
export function valueOf(event: Event): string {
  const { currentTarget } = event;
  return currentTarget && "value" in currentTarget ? String(currentTarget.value) : "";
}
