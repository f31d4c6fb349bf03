/** Why a database is not copied. The message is a sentence for whoever asked; nothing was written. */
export class CannotCopy extends Error {}
