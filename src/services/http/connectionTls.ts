/** How one connection's server and the person prove who they are, where this computer's own ways do not do. No secret. */
export interface ConnectionTls {
  /** A PEM file with the authorities that are trusted in place of this computer's; undefined: this computer's. */
  readonly caFile: string | undefined;
  /**
   * SHA-256 of the one certificate that is accepted, whoever issued it and whatever name is in it, as `AB:CD:…`;
   * undefined: an authority has to vouch for the server.
   */
  readonly fingerprint: string | undefined;
  /** What the person shows; its passphrase is in the secret store. */
  readonly clientCertificate: ClientCertificate | undefined;
  /** "none" by the person's choice alone: then nobody knows who answers. */
  readonly check: "full" | "none";
}

/** What a server shows of itself before anybody believes it. */
export interface ServerCertificate {
  readonly fingerprint: string;
  /** Whom it names, and who vouches for it: in words of the certificate, which anybody can write. */
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
}

export type ClientCertificate =
  | { readonly kind: "pem"; readonly certFile: string; readonly keyFile: string }
  /** PKCS #12: `.pfx` or `.p12`. */
  | { readonly kind: "pfx"; readonly file: string };
