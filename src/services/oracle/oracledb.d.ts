// The driver has no types of its own; `oracleDriver.ts` says what is used of it.
declare module "oracledb" {
  const driver: unknown;
  export default driver;
}
declare module "oracledb/lib/thin/sqlnet/networkSession.js" {
  const module: unknown;
  export default module;
}
