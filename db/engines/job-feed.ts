/** Says which promised jobs are due, to as many workers as there are; each job to one of them at a time. */
export interface JobFeed {
  /**
   * Calls `perform` with the id of each job that is due, until it is stopped.
   *
   * @param hands how many jobs at once
   * @param perform answers false when the job is not due by the application's clock; then it is called again later
   */
  start(hands: number, perform: (jobId: string) => Promise<boolean>): Promise<RunningFeed>
  /**
   * Hands over what is due by the application's clock and was not handed over by the database's: the application's
   * was moved, or a worker died with the job in its hands.
   *
   * @param now an instant, ISO 8601 in UTC
   */
  catchUp(now: string): Promise<void>
}

interface RunningFeed {
  /** Jobs under way are finished first. */
  stop(): Promise<void>
}
