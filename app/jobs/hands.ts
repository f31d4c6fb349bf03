/** So many jobs a worker does at once. Most of the time of one is waiting for Stripe or a mail server. */
export const HANDS = 16
