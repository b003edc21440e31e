/** The numbers of Oracle's types on the wire. */
export const wireTypes = {
  varchar: 1,
  number: 2,
  binaryInteger: 3,
  long: 8,
  date: 12,
  char: 96,
  clob: 112,
  timestamp: 180,
  timestampZone: 181,
  timestampLocalZone: 231,
  boolean: 252,
} as const;
