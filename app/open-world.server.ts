import { openChecked } from '#db/open-checked.server.ts'
import { createClock } from './clock/following-clock.server.ts'
import { databaseAddress } from './config.server.ts'
import type { Config } from './config.server.ts'
import { createDiskFiles } from './files/disk-files.server.ts'
import { createLinks } from './links.server.ts'
import { createLog } from './log.server.ts'
import { createSmtpPostman } from './mail/smtp-postman.server.ts'
import { createStripeGateway } from './stripe/gateway.server.ts'
import { openInbox } from './stripe/inbox.server.ts'
import { inboxSettings } from './stripe/inbox-settings.server.ts'
import type { World } from './world.server.ts'

/**
 * Opens the world of production: everything that a setting points at.
 *
 * @throws OtherSchema and the database's own errors (`openChecked`)
 */
export async function openWorld(config: Config): Promise<World> {
  const db = await openChecked(databaseAddress(config))
  const clock = createClock(config.CLOCK_FILE)
  return {
    config,
    db,
    clock,
    inbox: openInbox({ db, clock }, inboxSettings(config)),
    gateway: createStripeGateway({ apiKey: config.STRIPE_API_KEY, apiBase: config.STRIPE_API_BASE }),
    files: createDiskFiles(config.FILES_FOLDER),
    postman: createSmtpPostman({
      url: config.SMTP_URL,
      from: config.MAIL_FROM,
      fromName: config.SENDER_NAME,
    }),
    links: createLinks(config.PUBLIC_URL, config.SECRET),
    log: createLog(config.LOG_LEVEL),
  }
}

/** Closes what was opened, when nothing uses it any more. */
export async function closeWorld(world: World): Promise<void> {
  await world.postman.close()
  await world.db.close()
}
