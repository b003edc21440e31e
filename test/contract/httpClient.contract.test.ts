import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { createNodeHttpClient } from "../../src/services/http/createNodeHttpClient.ts";
import { httpClientContract } from "./httpClient.contract.ts";

httpClientContract("the host's fetch", createFetchHttpClient);

httpClientContract("node:http with certificates of its own", (parts) =>
  createNodeHttpClient({
    ...parts,
    tls: { caFile: undefined, fingerprint: undefined, clientCertificate: undefined, check: "full" },
    passphrase: () => Promise.resolve(undefined),
    proxy: () => ({
      address: undefined,
      authorization: undefined,
      noProxy: [],
      checksCertificate: true,
    }),
  }),
);
