import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { Secret } from "../base/secret.ts";

/** 22 url-safe characters, as access tokens are (assumption `tokenShape`). */
export function createToken(): Secret {
  return new Secret(randomText());
}

/** 22 url-safe characters and two dots, as client ids and secrets are (assumption `clientIdShape`). */
export function createClientText(): string {
  return `${randomText()}..`;
}

export function createPassword(): Secret {
  return new Secret(randomText());
}

export interface SecretHash {
  readonly salt: string;
  readonly hash: string;
}

export function hashSecret(secret: Secret): SecretHash {
  const salt = randomText();
  return { salt, hash: hashOf(salt, secret) };
}

export function isHashOf(secret: Secret, { salt, hash }: SecretHash): boolean {
  const given = Buffer.from(hashOf(salt, secret));
  const stored = Buffer.from(hash);
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** By which a token is found again: it needs no salt, because it is random itself. */
export function hashToken(token: Secret): string {
  return hashOf("", token);
}

function hashOf(salt: string, secret: Secret): string {
  return createHash("sha256").update(salt).update("\0").update(secret.reveal()).digest("base64url");
}

/** 128 bits. */
function randomText(): string {
  return randomBytes(16).toString("base64url");
}
