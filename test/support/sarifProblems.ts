/**
 * What in a log is against SARIF 2.1.0 (OASIS, errata 01), one line each, with its place: members that the standard does
 * not know or that are missing, values of the wrong kind, indices that lead nowhere, messages that are not escaped. It
 * knows the objects that our logs are made of, and refuses all others.
 */
export function sarifProblems(log: unknown): readonly string[] {
  const problems: string[] = [];
  check(log, { shape: sarifLog, at: "log", problems });
  return problems.length > 0 ? problems : indexProblems(log as Log);
}

type Shape =
  | { readonly kind: "object"; readonly required: readonly string[]; readonly members: Members }
  | { readonly kind: "list"; readonly of: Shape; readonly least: number }
  | { readonly kind: "texts" }
  | { readonly kind: "bag" }
  | { readonly kind: "value"; readonly isGood: (value: unknown) => boolean };
type Members = Readonly<Record<string, Shape>>;

interface Place {
  readonly shape: Shape;
  readonly at: string;
  readonly problems: string[];
}

function check(value: unknown, { shape, at, problems }: Place): void {
  const wrong = (): void => void problems.push(`${at}: ${JSON.stringify(value)}`);
  switch (shape.kind) {
    case "value":
      if (!shape.isGood(value)) wrong();
      return;
    case "list":
      if (!Array.isArray(value) || value.length < shape.least) return wrong();
      if (new Set(value.map((one) => JSON.stringify(one))).size < value.length) {
        problems.push(`${at}: the same twice`);
      }
      for (const [index, one] of value.entries()) {
        check(one, { shape: shape.of, at: `${at}[${index}]`, problems });
      }
      return;
    case "texts":
      if (!isObject(value)) return wrong();
      if (!Object.values(value).every((one) => typeof one === "string")) wrong();
      return;
    case "bag":
      if (!isObject(value)) wrong();
      return;
    case "object":
      if (!isObject(value)) return wrong();
      for (const name of shape.required) {
        if (!(name in value)) problems.push(`${at}.${name}: missing`);
      }
      for (const [name, one] of Object.entries(value)) {
        const member = shape.members[name];
        if (member) check(one, { shape: member, at: `${at}.${name}`, problems });
        else problems.push(`${at}.${name}: unknown`);
      }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function value(isGood: (value: unknown) => boolean): Shape {
  return { kind: "value", isGood };
}

function oneOf(...values: readonly unknown[]): Shape {
  return value((one) => values.includes(one));
}

function list(of: Shape, least = 0): Shape {
  return { kind: "list", of, least };
}

function object(members: Members, ...required: readonly string[]): Shape {
  return { kind: "object", required, members: { properties: { kind: "bag" }, ...members } };
}

const text = value((one) => typeof one === "string" && one !== "");
const flag = oneOf(true, false);
const index = value((one) => Number.isInteger(one) && Number(one) >= 0);
const level = oneOf("none", "note", "warning", "error");
const absoluteUri = value((one) => typeof one === "string" && URL.canParse(one));
/** RFC 3986 for a file below a folder: relative, each part percent-encoded. */
const relativeUri = value((one) =>
  /^(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2})[^\\\s?#:]*$/.test(String(one)),
);

/** In a message braces are doubled (3.11.5), and brackets followed by a parenthesis are a link (3.11.6). */
const message = value(
  (one) =>
    typeof one === "string" &&
    one !== "" &&
    !/[{}]/.test(one.replaceAll(/\{\{|\}\}/g, "")) &&
    !/(?<!\\)\]\(/.test(one),
);
const messageObject = object({ text: message, markdown: message }, "text");
const configuration = object({ enabled: flag, level });
const rule = object(
  {
    id: text,
    name: text,
    shortDescription: messageObject,
    fullDescription: messageObject,
    help: messageObject,
    defaultConfiguration: configuration,
  },
  "id",
);
const override = object(
  { descriptor: object({ id: text, index }), configuration },
  "descriptor",
  "configuration",
);
const invocation = object(
  {
    executionSuccessful: flag,
    ruleConfigurationOverrides: list(override),
    toolExecutionNotifications: list(object({ level, message: messageObject }, "message")),
  },
  "executionSuccessful",
);
const location = object({
  physicalLocation: object(
    {
      artifactLocation: object({ uri: relativeUri, uriBaseId: text }),
      region: object({ startLine: value((one) => Number.isInteger(one) && Number(one) >= 1) }),
    },
    // Code hosts refuse a location without it.
    "artifactLocation",
  ),
  logicalLocations: list(object({ name: text, fullyQualifiedName: text, kind: text })),
});
const suppression = object(
  {
    kind: oneOf("inSource", "external"),
    status: oneOf("accepted", "underReview", "rejected"),
    justification: text,
  },
  "kind",
);
const result = object(
  {
    ruleId: text,
    ruleIndex: index,
    level,
    message: messageObject,
    locations: list(location, 1),
    partialFingerprints: { kind: "texts" },
    suppressions: list(suppression),
  },
  "message",
);
const run = object(
  {
    tool: object(
      { driver: object({ name: text, version: text, rules: list(rule) }, "name") },
      "driver",
    ),
    automationDetails: object({ id: text }),
    columnKind: oneOf("utf16CodeUnits", "unicodeCodePoints"),
    invocations: list(invocation),
    results: list(result),
  },
  "tool",
);
const sarifLog = object(
  { $schema: absoluteUri, version: oneOf("2.1.0"), runs: list(run, 1) },
  "version",
  "runs",
);

/** As much of a log as is looked at once its form is right. */
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly {
      readonly ruleConfigurationOverrides: readonly { readonly descriptor: Descriptor }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly suppressions?: readonly unknown[];
    }[];
  }[];
}
interface Descriptor {
  readonly id: string;
  readonly index: number;
}

function indexProblems({ runs }: Log): readonly string[] {
  return runs.flatMap(({ tool, invocations, results }) => {
    const { rules } = tool.driver;
    const named = [
      ...results.map(({ ruleId, ruleIndex }) => ({ id: ruleId, index: ruleIndex })),
      ...invocations.flatMap((one) =>
        one.ruleConfigurationOverrides.map(({ descriptor }) => descriptor),
      ),
    ];
    const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    // Told of all results of a run or of none (3.27.23).
    const told = results.filter(({ suppressions }) => suppressions !== undefined).length;
    return [
      ...named
        .filter((one) => rules[one.index]?.id !== one.id)
        .map(({ id, index: at }) => `rule ${at} is not ${id}`),
      ...(new Set(rules.map(({ id }) => id)).size < rules.length ? ["a rule is there twice"] : []),
      ...(new Set(prints).size < prints.length ? ["a fingerprint is there twice"] : []),
      ...(told > 0 && told < results.length ? ["suppressions are told of some only"] : []),
    ];
  });
}
