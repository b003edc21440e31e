import type { BasicAddress } from "../../domain/database/databaseAddress.ts";

/**
 * What is wrong with the fields of an address, in plain words; undefined when nothing is.
 *
 * They are written into a descriptor, where a parenthesis could add a parameter. Quotes are no protection: the driver
 * reads them, drops them, and reads the result again. So what has a meaning in a descriptor is refused, and what is not
 * ASCII, too, since the driver would send something else in its place.
 */
export function checkBasicAddress(
  address: Pick<BasicAddress, "host" | "port" | "service">,
): string | undefined {
  const { host, port, service } = address;
  if (host === "") return "Enter the host of the database.";
  if (!/^[A-Za-z0-9._:-]+$/.test(host)) {
    return "A host has letters, digits, dots, hyphens and underscores only; an IPv6 address stands without brackets here.";
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return "A port is a number from 1 to 65535; a listener usually has 1521.";
  }
  if (service === "") return "Enter the name of the service, such as FREEPDB1.";
  if (!/^[A-Za-z0-9._$+-]+$/.test(service)) {
    return 'A service name has letters, digits, dots and the signs _ $ - only; Oracle\'s driver cannot send blanks, quotes, parentheses, "=" and "#" in it.';
  }
  return undefined;
}
