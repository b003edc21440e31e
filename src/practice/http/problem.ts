import { createToken } from "../secrets.ts";
import type { PracticeRequest, PracticeResponse } from "./practiceRequest.ts";

/**
 * An error as ORDS answers it: a problem document, or a page for a browser (assumptions `problemJsonShape`,
 * `browsersGetHtmlErrors`).
 */
export function problem(
  request: PracticeRequest,
  kind: ProblemKind,
  details: ProblemDetails,
): PracticeResponse {
  const { status, title } = kinds[kind];
  const body = {
    code: kind,
    title,
    message: details.message,
    ...(details.action === undefined ? {} : { action: details.action }),
    type: `tag:oracle.com,2020:error/${kind}`,
    instance: `tag:oracle.com,2020:ecid/${createToken().reveal()}`,
  };
  const html = wantsHtml(request);
  return {
    status,
    headers: {
      "content-type": html ? "text/html;charset=utf-8" : "application/problem+json",
      ...details.headers,
    },
    body: html ? page(`${status} ${title}`, details.message) : JSON.stringify(body, undefined, 4),
  };
}

export interface ProblemDetails {
  /** What happened, in words for the person. */
  readonly message: string;
  /** What to do about it. */
  readonly action?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ProblemKind = keyof typeof kinds;

const kinds = {
  BadRequest: { status: 400, title: "Bad Request" },
  Unauthorized: { status: 401, title: "Unauthorized" },
  Forbidden: { status: 403, title: "Forbidden" },
  NotFound: { status: 404, title: "Not Found" },
  MethodNotAllowed: { status: 405, title: "Method Not Allowed" },
  PayloadTooLarge: { status: 413, title: "Payload Too Large" },
  UnsupportedMediaType: { status: 415, title: "Unsupported Media Type" },
  InternalServerError: { status: 500, title: "Internal Server Error" },
  UserDefinedResourceError: { status: 555, title: "User Defined Resource Error" },
} as const;

/** ORDS Developer's Guide, `error.responseFormat` auto. */
function wantsHtml({ headers }: PracticeRequest): boolean {
  if (headers["x-requested-with"] !== undefined || headers["origin"] !== undefined) return false;
  if ((headers["user-agent"] ?? "").startsWith("curl/")) return false;
  const accepted = (headers["accept"] ?? "").split(",").map((part) => part.split(";")[0]?.trim());
  const html = accepted.indexOf("text/html");
  const json = accepted.findIndex(
    (type) => type === "application/json" || type === "application/problem+json",
  );
  return html >= 0 && (json < 0 || html < json);
}

export function page(title: string, message: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p>
<p>This is the practice server of ORDS Security, a simulated Oracle REST Data Services.</p></body></html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
