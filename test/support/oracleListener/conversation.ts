import { createCursors } from "./cursor.ts";
import { dataTypesAnswer, protocolAnswer } from "./handshake.ts";
import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerSession } from "./listenerDatabase.ts";
import { createLobStore } from "./lobStore.ts";
import { createLogin } from "./login.ts";
import type { LoginParts } from "./login.ts";
import { takePiggyback } from "./piggybacks.ts";
import { writeOutcome, writeStatus } from "./replies.ts";
import { answerExecute, answerFetch, answerReexecute } from "./statements.ts";
import type { StatementParts } from "./statements.ts";
import { WireReader } from "./wireReader.ts";
import { WireWriter } from "./wireWriter.ts";

/** What is said on one connection after it is accepted, one request at a time. */
export interface Conversation {
  /** Undefined for what wants no answer. Throws `NotAnswered` where the listener misbehaves. */
  answer(payload: Buffer): Promise<Buffer | undefined>;
  errorAnswer(failure: OracleFailure): Buffer;
  end(): void;
}

export function createConversation(parts: LoginParts): Conversation {
  const { context } = parts;
  const login = createLogin(parts);
  const cursors = createCursors();
  const lobs = createLobStore();
  let open: ListenerSession | undefined;

  function errorAnswer(failure: OracleFailure): Buffer {
    const out = new WireWriter();
    writeOutcome(out, { inTransaction: open?.inTransaction ?? false, failure });
    return out.bytes;
  }

  async function call(request: WireReader): Promise<Buffer> {
    const name = request.u8();
    request.u8();
    if (name === functions.authOne) {
      context.meet("authOne");
      return login.challenge(request);
    }
    if (name === functions.authTwo) {
      context.meet("authTwo");
      const { session, answer } = login.finish(request);
      open = session;
      return answer;
    }
    if (!open) throw new OracleFailure(1012, "not logged on");
    return await callSession(name, request, { session: open, cursors, lobs, context });
  }

  return {
    async answer(payload) {
      const request = new WireReader(payload);
      try {
        for (;;) {
          const kind = request.u8();
          switch (kind) {
            case messageKinds.protocol:
              context.meet("protocol");
              return protocolAnswer();
            case messageKinds.dataTypes:
              context.meet("dataTypes");
              return dataTypesAnswer(request);
            case messageKinds.piggyback:
              takePiggyback(request, {
                lobs,
                closeCursors: (ids) => cursors.close(ids),
                cancelCursors: (ids) => cursors.cancel(ids),
              });
              break;
            case messageKinds.function:
              return await call(request);
            case messageKinds.oneWay:
              return undefined;
            default:
              throw unknownToListener(`messages of the kind ${kind}`);
          }
        }
      } catch (error) {
        if (error instanceof OracleFailure) return errorAnswer(error);
        throw error;
      }
    },
    errorAnswer,
    end() {
      open?.close();
      open = undefined;
    },
  };
}

async function callSession(
  name: number,
  request: WireReader,
  parts: StatementParts,
): Promise<Buffer> {
  const { session, context, lobs } = parts;
  const status = (): Buffer => {
    const out = new WireWriter();
    writeStatus(out, session.inTransaction);
    return out.bytes;
  };
  switch (name) {
    case functions.execute:
      return await answerExecute(request, parts);
    case functions.reexecute:
      return await answerReexecute(request, parts, { fetches: false });
    case functions.reexecuteAndFetch:
      return await answerReexecute(request, parts, { fetches: true });
    case functions.fetch:
      return answerFetch(request, parts);
    case functions.lob: {
      context.note({ kind: "lob" });
      context.meet("lob");
      const out = new WireWriter();
      lobs.operate(request, out);
      writeStatus(out, session.inTransaction);
      return out.bytes;
    }
    case functions.commit:
      context.note({ kind: "commit" });
      context.meet("commit");
      session.commit();
      return status();
    case functions.rollback:
      context.note({ kind: "rollback" });
      context.meet("rollback");
      session.rollback();
      return status();
    case functions.ping:
      context.note({ kind: "ping" });
      context.meet("ping");
      return status();
    case functions.logoff:
      context.note({ kind: "logoff" });
      context.meet("logoff");
      session.close();
      return status();
    default:
      throw unknownToListener(`the function ${name}`);
  }
}

function unknownToListener(what: string): OracleFailure {
  return new OracleFailure(3001, `unimplemented feature\nThe test listener does not know ${what}.`);
}

const messageKinds = { protocol: 1, dataTypes: 2, function: 3, piggyback: 17, oneWay: 26 } as const;

const functions = {
  reexecute: 4,
  fetch: 5,
  logoff: 9,
  commit: 14,
  rollback: 15,
  reexecuteAndFetch: 78,
  execute: 94,
  lob: 96,
  authTwo: 115,
  authOne: 118,
  ping: 147,
} as const;
