/** One HTTP request, read to its end. Header names are lower case; the path is percent-encoded as it came. */
export interface PracticeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `http://127.0.0.1:8080`, as the caller addressed the server; links are made with it. */
  readonly origin: string;
}

export interface PracticeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The media type of the body, without its parameters, in lower case. */
export function contentTypeOf(request: PracticeRequest): string {
  return (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

export function jsonResponse(
  value: unknown,
  { status = 200, headers = {} }: Partial<Pick<PracticeResponse, "status" | "headers">> = {},
): PracticeResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}
