import type { JwtProfile } from "../model/catalog.ts";
import type { DecodedJwt } from "./decodeJwt.ts";
import { failed, inWords, passed, unknown, type JwtCheck } from "./jwtCheck.ts";

/**
 * The times of a token against this machine's clock, within the skew that the profile allows (ORDS Developer's Guide,
 * CREATE_JWT_PROFILE: at most 60 seconds, zero or less switches it off, none means the server's setting).
 */
export function checkTimes(
  { claims }: DecodedJwt,
  profile: Pick<JwtProfile, "allowedSkew" | "allowedAge"> | undefined,
  now: number,
): readonly JwtCheck[] {
  const clock: Moment = { now: now / 1000, skew: skewOf(profile?.allowedSkew) };
  return [
    checkEnd(claims["exp"], clock),
    ...(claims["nbf"] === undefined ? [] : [checkBegin("Valid from", claims["nbf"], clock)]),
    checkBegin("Issued at", claims["iat"], clock),
    ...(profile ? [checkAge(claims["iat"], profile.allowedAge, clock)] : []),
  ];
}

/** In seconds, as the claims are. */
interface Moment {
  readonly now: number;
  /** undefined: as the server has it, at most `maxSkew`. */
  readonly skew: number | undefined;
}

const maxSkew = 60;

function skewOf(allowed: number | undefined): number | undefined {
  return allowed === undefined ? undefined : Math.min(Math.max(allowed, 0), maxSkew);
}

function checkEnd(exp: unknown, { now, skew }: Moment): JwtCheck {
  if (!isTime(exp)) return failed("Expiry", `exp is ${inWords(exp)}, which is no time.`);
  const ago = now - exp;
  if (ago < 0) return passed("Expiry", `It ends at ${moment(exp)}, in ${span(-ago)}.`);
  const ended = `It ended at ${moment(exp)}, ${span(ago)} ago`;
  return late("Expiry", ended, { by: ago, skew });
}

function checkBegin(subject: string, time: unknown, { now, skew }: Moment): JwtCheck {
  const claim = subject === "Issued at" ? "iat" : "nbf";
  if (!isTime(time)) return failed(subject, `${claim} is ${inWords(time)}, which is no time.`);
  const ahead = time - now;
  if (ahead <= 0) return passed(subject, `${claim} is ${moment(time)}, ${span(-ahead)} ago.`);
  const future = `${claim} is ${moment(time)}, ${span(ahead)} in the future`;
  return late(subject, future, { by: ahead, skew });
}

function checkAge(iat: unknown, allowed: number | undefined, { now, skew }: Moment): JwtCheck {
  const subject = "Age";
  if (!isTime(iat)) return unknown(subject, "Without iat its age is not known.");
  const age = now - iat;
  const old = `It is ${span(Math.max(age, 0))} old`;
  if (allowed === undefined) {
    return unknown(subject, `${old}; the profile leaves the allowed age to the server's setting.`);
  }
  // What zero or less means is told of the skew only.
  if (allowed <= 0)
    return unknown(subject, `${old}; what an allowed age of ${allowed} s means is not known.`);
  if (age < allowed) return passed(subject, `${old}; the profile allows ${span(allowed)}.`);
  return late(subject, `${old}; the profile allows ${span(allowed)}`, { by: age - allowed, skew });
}

/** What is out of time by less than the skew is in time. */
function late(
  subject: string,
  said: string,
  { by, skew }: { readonly by: number; readonly skew: number | undefined },
): JwtCheck {
  if (skew !== undefined && by < skew)
    return passed(subject, `${said}, within the skew of ${skew} s.`);
  if (skew === undefined && by < maxSkew) {
    return unknown(subject, `${said}; whether that is within the skew is the server's setting.`);
  }
  const allowing = skew === undefined ? "" : `, beyond the skew of ${skew} s`;
  return failed(subject, `${said}${allowing}. Ask its issuer for a new one.`);
}

/** Milliseconds in place of seconds are a usual mistake of whoever makes tokens. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < 100_000_000_000;
}

function moment(seconds: number): string {
  return new Date(seconds * 1000)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}

function span(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
