import type { Logger } from 'pino'
import type { Db } from '#db/database.server.ts'
import type { Config } from './config.server.ts'
import type { Files } from './domain/campaigns/files.ts'
import type { Clock } from './domain/clock.ts'
import type { PaymentGateway } from './domain/payments/gateway.ts'
import type { Links } from './links.server.ts'
import type { Postman } from './mail/postman.ts'
import type { Inbox } from './stripe/inbox.server.ts'

/** Everything that comes from outside, handed in: a test or a demonstration brings its own. */
export interface World {
  config: Config
  db: Db
  clock: Clock
  gateway: PaymentGateway
  inbox: Inbox
  files: Files
  postman: Postman
  links: Links
  log: Logger
}
