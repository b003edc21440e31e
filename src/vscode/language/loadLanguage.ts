type Language = typeof import("./languageFeatures.ts");

let loading: Promise<Language> | undefined;

/** Everything that reads scripts is a bundle of its own, loaded when the first script asks for it. */
export async function loadLanguage(): Promise<Language> {
  loading ??= import("./languageFeatures.ts");
  return await loading;
}
