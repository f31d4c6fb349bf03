/** Where uploaded pictures and the files of receipts are kept: a folder by default, another store by setting. Names are made by us. */
export interface Files {
  /** Keeps the bytes under the name. Keeping the same name again is a success. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or null when there is no such file. */
  get(name: string): Promise<Uint8Array | null>
}
