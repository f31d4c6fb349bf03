import type { CollectionName, Collections } from '../collections.ts'
import type { Draft } from '../draft.ts'
import { ControlMistake, type Wish } from './wish.ts'

/** Something that happens at Stripe or at the bank without the platform asking for it. */
export interface Trigger {
  /** What follows `/_sandbox/`, with `:id` where the object's id stands. */
  path: string
  /** The collection of the object with that id; null when the trigger needs none. */
  on: CollectionName | null
  /** One sentence about what happens. */
  does: string
  /** The fields of the body, each with what it may be. None of them must be given, unless it says so. */
  fields: Readonly<Record<string, string>>
  /** What the trigger is called on its button, and for which objects it makes sense; null without a button. */
  button: { label: string; fits: (draft: Draft, id: string) => boolean } | null
  /** Makes it happen and says what came of it. Throws a `ControlMistake` when it cannot. */
  run: (draft: Draft, id: string, wish: Wish) => object
}

/** A trigger on one object of a collection. */
export function on<K extends CollectionName>(
  collection: K,
  path: string,
  does: string,
  more: {
    fields?: Readonly<Record<string, string>>
    button?: { label: string; fits: (doc: Collections[K], draft: Draft) => boolean }
    run: (draft: Draft, doc: Collections[K], wish: Wish) => object
  },
): Trigger {
  const { button, run } = more
  return {
    path,
    on: collection,
    does,
    fields: more.fields ?? {},
    button:
      button === undefined
        ? null
        : { label: button.label, fits: (draft, id) => button.fits(draft.must(collection, id), draft) },
    run: (draft, id, wish) => {
      const doc = draft.get(collection, id)
      if (doc === undefined) throw new ControlMistake(`there is no ${collection.replaceAll('_', ' ')} ${id}`)
      return run(draft, doc, wish)
    },
  }
}

/** Refuses with a sentence unless something holds. */
export function demand(holds: boolean, sentence: string): void {
  if (!holds) throw new ControlMistake(sentence)
}
