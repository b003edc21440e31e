import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/disposable.ts";
import { Emitter, type Event } from "../../base/emitter.ts";
import { isCancelled } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Secret } from "../../base/secret.ts";
import type { RequestCaller, SendRequest } from "../../services/requests/sendRequest.ts";
import type { TokenProvider } from "../../services/tokens/tokenProvider.ts";
import type { Sessions } from "../sessions/sessions.ts";
