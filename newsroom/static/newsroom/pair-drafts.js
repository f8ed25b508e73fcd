// Keeps unsent text on this device, where somebody asked for it: one record a row, for
// each account and version. Signing out or submitting leaves nothing.
"use strict";
const pairDrafts = (account, version) => {
  const NAME = "spean-pair", STORE = "drafts";
  const begin = `${account}:${version}:`;
  let opening = null;

  const open = () => {
    opening ??= new Promise((done, fail) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onsuccess = () => {
        // Another page that signs out waits for nobody.
        asked.result.onversionchange = () => {
          asked.result.close();
          opening = null;
        };
        done(asked.result);
      };
      asked.onerror = () => fail(asked.error);
    });
    return opening;
  };

  const run = async (mode, act) => {
    const store = (await open()).transaction(STORE, mode).objectStore(STORE);
    return new Promise((done, fail) => {
      const asked = act(store);
      asked.onsuccess = () => done(asked.result);
      store.transaction.onabort = asked.onerror = () => fail(asked.error);
    });
  };

  const own = () => IDBKeyRange.bound(begin, `${begin}\uffff`);

  return {
    put: (row, draft) => run("readwrite", store => store.put(draft, begin + row)),
    drop: row => run("readwrite", store => store.delete(begin + row)),
    wipe: () => run("readwrite", store => store.delete(own())),
    async all() {
      const [keys, drafts] = [await run("readonly", s => s.getAllKeys(own())), await run("readonly", s => s.getAll(own()))];
      return keys.map((key, at) => [key.slice(begin.length), drafts[at]]);
    },
    async forget() {
      if (opening) (await opening).close();
      opening = null;
      return new Promise(done => {
        const asked = indexedDB.deleteDatabase(NAME);
        asked.onsuccess = asked.onerror = asked.onblocked = done;
      });
    },
  };
};
