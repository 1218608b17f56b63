import type { CustomerLookup, KnownCustomer } from '../db/import-customers.js';

/** The customers that a batch is about, those in the database and those it adds, found as SPEC 7 says who is who. */
export class CustomerBook {
  readonly #byId = new Map<string, KnownCustomer>();
  readonly #byKey = new Map<string, KnownCustomer>();
  /** By partner and e-mail. */
  readonly #byEmail = new Map<string, Set<string>>();

  constructor(known: readonly KnownCustomer[]) {
    for (const customer of known) this.put(customer);
  }

  /** Adds a customer, or what it has become. */
  put(customer: KnownCustomer): void {
    this.#byId.set(customer.id, customer);
    if (customer.keyIdentity) this.#byKey.set(customer.keyIdentity, customer);
    const place = placeOf(customer);
    if (place) this.#byEmail.set(place, (this.#byEmail.get(place) ?? new Set()).add(customer.id));
  }

  /** Its key; without one its partner and e-mail. `several`: customers with keys share that e-mail, so it names none. */
  find(lookup: CustomerLookup): KnownCustomer | 'several' | undefined {
    if (lookup.keyIdentity) {
      return this.#byKey.get(lookup.keyIdentity) ?? this.#atEmail(lookup).find((customer) => !customer.keyIdentity);
    }
    const candidates = this.#atEmail(lookup);
    const keyless = candidates.find((customer) => !customer.keyIdentity);
    if (keyless) return keyless;
    return candidates.length > 1 ? 'several' : candidates[0];
  }

  // A customer may have moved or changed its e-mail since it was filed here.
  #atEmail(lookup: CustomerLookup): KnownCustomer[] {
    const place = placeOf(lookup);
    if (!place) return [];
    return [...(this.#byEmail.get(place) ?? [])]
      .map((id) => this.#byId.get(id))
      .filter((customer) => customer !== undefined)
      .filter((customer) => placeOf(customer) === place);
  }
}

function placeOf(customer: Pick<CustomerLookup, 'partnerId' | 'emailIdentity'>): string | undefined {
  const { partnerId, emailIdentity } = customer;
  return partnerId && emailIdentity ? `${partnerId} ${emailIdentity}` : undefined;
}
