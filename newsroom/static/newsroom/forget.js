// Whoever is signed out leaves no unsent text on this device.
"use strict";
indexedDB.deleteDatabase("spean-pair");
