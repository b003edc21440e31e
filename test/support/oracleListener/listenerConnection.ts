import type { Socket } from "node:net";
import { NotAnswered } from "./callContext.ts";
import type { CallContext } from "./callContext.ts";
import { connectDataOf, readConnectRequest } from "./connectRequest.ts";
import { createConversation } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import type { FaultGate } from "./faults.ts";
import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerDatabase } from "./listenerDatabase.ts";
import type { ListenerEvent } from "./listenerEvent.ts";
import type { Verifier } from "./loginChallenge.ts";
import { encryptionRefusal } from "./nativeEncryption.ts";
import {
  acceptPacket,
  dataFlags,
  dataPackets,
  markerKinds,
  markerPacket,
  packetKinds,
  PacketReader,
  payloadStart,
  refusePacket,
} from "./packets.ts";
import type { Packet } from "./packets.ts";

export interface ConnectionParts {
  /** From 1. */
  readonly number: number;
  readonly socket: Socket;
  readonly gate: FaultGate;
  readonly database: ListenerDatabase;
  readonly services: readonly string[];
  readonly verifier: Verifier;
  readonly nativeEncryption: "required" | undefined;
  readonly note: (event: ListenerEvent) => void;
}

/** One connection of a driver: its packets, and what happens when the driver breaks a call. */
export class ListenerConnection {
  readonly #parts: ConnectionParts;
  readonly #reader = new PacketReader();
  readonly #context: CallContext;
  #silent = false;
  /** The packet of a driver whose connect data is to follow. */
  #connect: Buffer | undefined;
  #sdu = 8192;
  #conversation: Conversation | undefined;
  #collected: Buffer[] = [];
  /** After a break, until the driver has said that it is done with it. */
  #breaking = false;
  /** Counts calls: the answer of one that was broken meanwhile is not sent. */
  #call = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#context = {
      note: (event) => parts.note({ session: parts.number, ...event }),
      meet: (phase) => {
        const fault = parts.gate.meet(phase);
        if (fault === undefined) return;
        if (fault === "cut") parts.socket.destroy();
        if (fault === "silent") this.#silent = true;
        throw new NotAnswered();
      },
    };
    parts.socket.on("data", (chunk: Buffer) => this.#read(chunk));
    // A driver that vanishes in the middle of something is nothing special here.
    parts.socket.on("error", () => undefined);
    parts.socket.on("close", () => {
      this.#conversation?.end();
      this.#context.note({ kind: "closed" });
    });
  }

  /** From now on nothing is answered. */
  silence(): void {
    this.#silent = true;
  }

  #read(chunk: Buffer): void {
    try {
      for (const packet of this.#reader.read(chunk)) {
        if (this.#silent) return;
        this.#take(packet);
      }
    } catch (error) {
      if (error instanceof NotAnswered) return;
      this.#parts.socket.destroy();
      // What is no packet of Oracle's, such as the begin of TLS, gets no answer; all else is a mistake of ours.
      if (!(error instanceof RangeError)) throw error;
    }
  }

  #take({ kind, bytes }: Packet): void {
    switch (kind) {
      case packetKinds.connect: {
        this.#connect = bytes;
        const data = connectDataOf(bytes);
        if (data !== undefined) this.#decide(bytes, data);
        return;
      }
      case packetKinds.marker:
        return this.#takeMarker(bytes[payloadStart] ?? 0);
      case packetKinds.data:
        return this.#takeData(bytes);
      default:
        throw new RangeError(`A packet of the kind ${kind}`);
    }
  }

  /** Whether the driver gets what it asks for. */
  #decide(packet: Buffer, connectData: string): void {
    const { service, sid, sdu } = readConnectRequest(packet, connectData);
    this.#connect = undefined;
    this.#context.note({ kind: "connect", service: service ?? sid ?? "" });
    this.#context.meet("connect");
    const { services, socket, nativeEncryption } = this.#parts;
    const known = services.find((name) => name.toUpperCase() === service?.toUpperCase());
    if (known === undefined) {
      socket.end(refusePacket(sid === undefined ? 12_514 : 12_505));
      return;
    }
    this.#sdu = sdu;
    this.#reader.longLengths = true;
    socket.write(acceptPacket({ sdu, services: nativeEncryption === "required" }));
    this.#conversation = createConversation({
      database: this.#parts.database,
      verifier: this.#parts.verifier,
      context: this.#context,
      service: known,
      sessionNumber: this.#parts.number,
    });
  }

  #takeData(bytes: Buffer): void {
    const payload = bytes.subarray(payloadStart);
    if (this.#connect) return this.#decide(this.#connect, payload.toString("latin1"));
    if (this.#parts.nativeEncryption === "required") return this.#send(encryptionRefusal());
    const flags = bytes.readUInt16BE(8);
    if (flags & dataFlags.endOfFile) {
      this.#parts.socket.end();
      return;
    }
    if (this.#breaking) return;
    this.#collected.push(payload);
    if ((flags & dataFlags.endOfRequest) === 0) return;
    const request = Buffer.concat(this.#collected);
    this.#collected = [];
    void this.#answer(request);
  }

  async #answer(request: Buffer): Promise<void> {
    this.#call++;
    const call = this.#call;
    const answer = await this.#conversation?.answer(request).catch((error: unknown) => {
      if (error instanceof NotAnswered) return undefined;
      // A mistake of the listener's own: the driver's error is where whoever runs the test looks.
      const stack = error instanceof Error ? error.stack : String(error);
      return this.#conversation?.errorAnswer(
        new OracleFailure(20_999, `The test listener failed\n${stack}`),
      );
    });
    if (answer && call === this.#call && !this.#silent) this.#send(answer);
  }

  #takeMarker(kind: number): void {
    const { socket, gate } = this.#parts;
    if (kind === markerKinds.reset) {
      socket.write(markerPacket(markerKinds.reset));
      this.#breaking = false;
      const canceled = new OracleFailure(1013, "user requested cancel of current operation");
      const answer = this.#conversation?.errorAnswer(canceled);
      if (answer) this.#send(answer);
      return;
    }
    this.#context.note({ kind: "break" });
    const fault = gate.meet("break");
    if (fault === "cut") socket.destroy();
    if (fault === "silent") this.#silent = true;
    if (fault !== undefined) return;
    this.#call++;
    this.#collected = [];
    this.#breaking = true;
    socket.write(markerPacket(markerKinds.break));
  }

  #send(payload: Buffer): void {
    if (this.#parts.socket.writable) this.#parts.socket.write(dataPackets(payload, this.#sdu));
  }
}
