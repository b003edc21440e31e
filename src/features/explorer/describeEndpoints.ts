import { assertNever } from "../../base/assertNever.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import type { Protection, Protector } from "../../domain/access/protection.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import { contextValue } from "./contextValues.ts";
import type { EntitySurroundings } from "./entitySurroundings.ts";
import { count, isNamed, nameList } from "./describeText.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import { objectPath, type HandlerCount } from "./explorerIndex.ts";
import type { NodeFacts, NodeIcon } from "./nodeDescription.ts";

type RefOf<Kind extends EntityRef["kind"]> = Extract<EntityRef, { kind: Kind }>;

export function describeModule(
  ref: RefOf<"module">,
  { node, index }: EntitySurroundings,
): NodeFacts {
  const module = index.lookup.moduleByName(ref.name);
  if (!module) return missing("module", ref.name, contextValue("module", "published"));
  const atHome = node.parent.kind === "group";
  const handlers = index.countHandlers(module);
  const words = [
    module.basePath,
    atHome ? protectionWords(handlers) : "",
    module.published ? "" : "not published",
  ];
  const by = index.lookup.privilegesOfModule(module.name);
  const lines = [
    `**Module ${escapeMarkdown(module.name)}**`,
    `Base path: ${escapeMarkdown(module.basePath)}`,
    `${count(module.templates.length, "template")}, ${count(handlers.all, "handler")}`,
  ];
  if (by.length > 0) {
    lines.push(`Protected as a whole by ${nameList(by.map(({ name }) => name))}.`);
  }
  if (!module.published) lines.push("It is not published: ORDS answers 404 below its base path.");
  if (module.comments) lines.push(escapeMarkdown(module.comments));
  return {
    spoken: "Module",
    description: words.filter(Boolean).join(" · "),
    icon: { id: "package", color: undefined },
    contextValue: contextValue("module", module.published ? "published" : "notPublished"),
    tooltip: lines.join("\n\n"),
    action: undefined,
  };
}

export function describeTemplate(ref: RefOf<"template">, { index }: EntitySurroundings): NodeFacts {
  const module = index.lookup.moduleByName(ref.module);
  const template = index.templateOf(ref.module, ref.uriTemplate);
  if (!module || !template) return missing("template", ref.uriTemplate, "template");
  const protection = index.protectionOfTemplate(module, template);
  const path = templatePath(module.basePath, template.uriTemplate);
  return {
    spoken: "Template",
    description: [
      template.handlers.map((handler) => handler.method).join(" "),
      describeProtection(protection),
    ]
      .filter(Boolean)
      .join(" · "),
    icon: protectionIcon(protection),
    contextValue: "template",
    tooltip: [`**${escapeMarkdown(path)}**`, explainProtection(protection)].join("\n\n"),
    action: undefined,
  };
}

export function describeHandler(ref: RefOf<"handler">, { index }: EntitySurroundings): NodeFacts {
  const module = index.lookup.moduleByName(ref.module);
  const template = index.templateOf(ref.module, ref.uriTemplate);
  const handler = template?.handlers.find(({ method }) => method === ref.method);
  if (!module || !template || !handler) {
    return missing("handler", ref.method, contextValue("handler", "unknown"));
  }
  const protection = index.protectionOfTemplate(module, template);
  const path = templatePath(module.basePath, template.uriTemplate);
  const lines = [
    `**${handler.method} ${escapeMarkdown(path)}**`,
    explainProtection(protection),
    `Source type: ${escapeMarkdown(handler.sourceType)}`,
  ];
  if (handler.comments) lines.push(escapeMarkdown(handler.comments));
  if (!module.published) lines.push("Its module is not published: ORDS answers 404.");
  return {
    spoken: "Handler",
    description: [describeProtection(protection), module.published ? "" : "not published"]
      .filter(Boolean)
      .join(" · "),
    icon: protectionIcon(protection),
    contextValue: contextValue("handler", protection.kind),
    tooltip: lines.join("\n\n"),
    action: undefined,
  };
}

export function describeObject(ref: RefOf<"object">, { index }: EntitySurroundings): NodeFacts {
  const object = index.objectByName(ref.name);
  if (!object) return missing("object", ref.name, contextValue("object", "unknown"));
  const protection = index.protectionOfObject(object);
  const path = objectPath(object);
  const words = object.enabled ? describeProtection(protection) : "switched off";
  return {
    spoken: "AutoREST object",
    description: [path, object.type.toLowerCase(), words].join(" · "),
    icon: object.enabled ? protectionIcon(protection) : { id: "circle-slash", color: undefined },
    contextValue: contextValue("object", object.enabled ? protection.kind : "disabled"),
    tooltip: [
      `**${escapeMarkdown(object.type)} ${escapeMarkdown(object.name)}**`,
      `Path: ${escapeMarkdown(path)}`,
      object.enabled ? explainProtection(protection) : "It is switched off: ORDS answers 404.",
    ].join("\n\n"),
    action: undefined,
  };
}

/** "protected by hr.read", "public". */
function describeProtection(protection: Protection): string {
  switch (protection.kind) {
    case "public":
      return "public";
    case "protected":
      return `protected by ${privilegesOf(protection.by).join(", ")}`;
    case "partly":
      return protection.by.length > 0
        ? `protected by ${privilegesOf(protection.by).join(", ")}, partly by others`
        : `partly protected by ${privilegesOf(protection.some).join(", ")}`;
    case "unknown":
      return "protection not known";
    default:
      return assertNever(protection);
  }
}

function explainProtection(protection: Protection): string {
  switch (protection.kind) {
    case "public":
      return "Public: no privilege covers it, so anybody may call it.";
    case "protected":
      return `Protected by ${protectorList(protection.by)}.`;
    case "partly": {
      const some = `Some of its paths are protected by ${protectorList(protection.some)}`;
      return protection.by.length > 0
        ? `${some}, the others by ${protectorList(protection.by)}.`
        : `${some}; the others are public.`;
    }
    case "unknown":
      return "What protects it is not known, because the privileges could not be read.";
    default:
      return assertNever(protection);
  }
}

function protectorList(protectors: readonly Protector[]): string {
  return protectors
    .map(({ privilege, via, pattern, module }) => {
      const how = via === "module" ? `its module ${module ?? ""}` : `the pattern ${pattern.text}`;
      return `**${escapeMarkdown(privilege.name)}** by ${escapeMarkdown(how)}`;
    })
    .join(" and ");
}

function privilegesOf(protectors: readonly Protector[]): readonly string[] {
  return [...new Set(protectors.map(({ privilege }) => privilege.name))];
}

function protectionIcon(protection: Protection): NodeIcon {
  switch (protection.kind) {
    case "public":
      return { id: "unlock", color: "list.warningForeground" };
    case "protected":
      return { id: "lock", color: undefined };
    case "partly":
    case "unknown":
      return { id: "question", color: "list.warningForeground" };
    default:
      return assertNever(protection);
  }
}

function protectionWords(handlers: HandlerCount): string {
  if (handlers.all === 0) return "";
  if (handlers.unknown > 0) return "protection not known";
  if (handlers.protected === handlers.all) return "protected";
  if (handlers.public === handlers.all) return "public";
  if (handlers.public === 0) return "partly protected";
  return `${handlers.public} of ${handlers.all} public`;
}

function missing(kind: string, name: string, context: string): NodeFacts {
  return {
    spoken: kind,
    description: "",
    icon: { id: "warning", color: undefined },
    contextValue: context,
    tooltip: isNamed(kind, name),
    action: undefined,
  };
}
