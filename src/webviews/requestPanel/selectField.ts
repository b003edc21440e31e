import { html, type TemplateResult } from "lit";
import { valueOf } from "../shared/valueOf.ts";

export interface SelectFieldParts<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly change: (value: Value) => void;
}

/** A choice between a few words; the label is for whoever does not see the place. */
export function selectField<Value extends string>({
  label,
  options,
  value,
  change,
}: SelectFieldParts<Value>): TemplateResult {
  const choose = (event: Event): void => {
    const chosen = options.find(([one]) => one === valueOf(event));
    if (chosen) change(chosen[0]);
  };
  return html`<select aria-label=${label} @change=${choose}>
    ${options.map(
      ([one, text]) => html`<option value=${one} .selected=${one === value}>${text}</option>`,
    )}
  </select>`;
}
