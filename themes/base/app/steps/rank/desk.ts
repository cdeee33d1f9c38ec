// SPDX-License-Identifier: MIT
// What the cards share: the attributes as they are, and every change of them.
import type { AttributeItem, StepContext } from "../../types";
import { ownOf } from "../review/own";
import type { Own, OwnCluster } from "../review/own";
import { shifted } from "../../order";
import { arrange, listAttributes } from "./list";

type Fields = Partial<Pick<AttributeItem, "name" | "definition" | "examples">>;

const isEmpty = (fields: Required<Fields>): boolean =>
  !fields.name && !fields.definition && !fields.examples.length;

export class Desk {
  readonly own: Own;
  readonly top: number;
  /** Ids of the cards, in order. */
  cards: string[] = [];
  /** The page, while it is shown: keeps what is being written; shows the cards as they are. */
  page: { flush(): void; update(): void } | null = null;

  constructor(readonly context: StepContext) {
    this.own = ownOf(context.step);
    this.top = Number(context.step.data.top);
    this.refresh();
  }

  get live(): AttributeItem[] {
    return listAttributes(this.context.items.all("attribute"));
  }

  get fewer(): boolean {
    return !!this.context.items.get("fewer");
  }

  of(id: string): AttributeItem | undefined {
    return this.context.items.get(id) as AttributeItem | undefined;
  }

  /** Works the order of the cards out anew. */
  refresh(): void {
    this.cards = arrange(this.cards, this.live, this.top, () => this.context.newId());
  }

  /** Changes an attribute, or makes one of an empty card; one that says nothing any more is gone. */
  describe(id: string, undo: string, fields: Fields): void {
    const known = this.of(id) || { name: "", definition: "", examples: [] };
    const { name, definition, examples } = Object.assign({}, known, fields);
    const rank = this.cards.indexOf(id) + 1;
    this.context.items.change(undo, (draft) => {
      if (isEmpty({ name, definition, examples })) draft.remove(id);
      else draft.put({ id, kind: "attribute", name, definition, rank, examples });
    });
  }

  /** Begins a card with the participant's own words for one of their clusters. */
  takeOver(id: string, cluster: OwnCluster): void {
    const { name, definition, best } = cluster;
    this.describe(id, "rank.undo.take", { name, definition, examples: best ? [best] : [] });
  }

  toggleExample(id: string, coding: string): void {
    const known = this.of(id);
    const examples = known ? known.examples : [];
    const without = examples.filter((one) => one !== coding);
    const added = without.length === examples.length;
    this.describe(id, "rank.undo.examples", { examples: added ? examples.concat(coding) : without });
  }

  remove(id: string): void {
    this.context.items.change("rank.undo.remove", (draft) => draft.remove(id));
  }

  /** Moves a card up (-1) or down (1). False when there is no such place. */
  move(id: string, by: number): boolean {
    if (this.page) this.page.flush();
    const order = shifted(this.cards, this.cards.indexOf(id), by);
    if (order === this.cards) return false;
    this.cards = order;
    this.context.items.change("rank.undo.move", (draft) =>
      order.forEach((card, at) => {
        const item = this.of(card);
        if (!item || item.rank === at + 1) return;
        const { name, definition, examples } = item;
        draft.put({ id: card, kind: "attribute", name, definition, rank: at + 1, examples });
      }),
    );
    // An empty card moves too, and is no change that would be told.
    if (this.page) this.page.update();
    return true;
  }

  sayFewer(on: boolean, reason: string): void {
    this.context.items.change("rank.undo.fewer", (draft) => {
      const why = reason ? { reason } : {};
      if (on) draft.put(Object.assign({ id: "fewer", kind: "fewer", at: this.context.now() }, why));
      else draft.remove("fewer");
    });
  }
}
