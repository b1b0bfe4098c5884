/** What a service says to whoever started it. */

export interface Terminal {
  /** Prints a line for whoever started the service. */
  readonly say: (line: string) => void
  /** Whether to say how to load the examples when the store is empty. */
  readonly demo: boolean
}

/** What whoever started the service waits for. */
export const listensOn = (address: string): string => `Colophon listens on ${address}`
