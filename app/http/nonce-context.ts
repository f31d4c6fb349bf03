import { createContext } from 'react'

/** The nonce that allows this answer's scripts. Empty in the browser, which hides nonces from scripts. */
export const NonceContext = createContext<string | undefined>(undefined)
