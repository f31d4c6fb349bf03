const STOPS_WITHIN_MS = 10_000

/**
 * Calls `stop` the first time that this process is told to end: by Ctrl-C, by SIGTERM, or by a terminal that was
 * closed. What comes after it changes nothing: the terminal, npm and `run.js` each pass the same Ctrl-C on, and a
 * second one must not cut short the end that the first began.
 */
export function onToldToStop(stop: () => void): void {
  let isTold = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (isTold) return
      isTold = true
      stop()
    })
}

/**
 * Lets this process end when the one that started it is gone, however that went: the channel between the two (IPC)
 * is closed by the system itself. Does nothing where there is no channel.
 */
export function stopWithParent(): void {
  const stop = () => {
    process.kill(process.pid, 'SIGTERM')
    // Nobody is left who could end by force what does not end by itself.
    setTimeout(() => process.exit(1), STOPS_WITHIN_MS).unref()
  }
  // The other may have gone while this process was being loaded; then nothing more is heard of it.
  if (process.connected === false) stop()
  else process.once('disconnect', stop)
}
