// SPDX-License-Identifier: MIT
// Runs before the program: takes the network away, and speaks up if the program cannot start.
// ES5, so that it runs even where the program does not.
(function () {
  "use strict";
  var PLAIN =
    "This page could not start. Please open the file in a newer Chrome, Edge, Firefox or " +
    "Safari. Answers that were kept on this computer are still there.";
  var root = document.documentElement;

  function remove(object, name) {
    try {
      Object.defineProperty(object, name, {value: undefined, writable: false, configurable: false});
    } catch (ignored) {
      try {
        object[name] = undefined;
      } catch (alsoIgnored) {
        return;
      }
    }
  }

  function removeAll(object, names) {
    for (var i = 0; object && i < names.length; i++)
      if (names[i] in object) remove(object, names[i]);
  }

  function words() {
    try {
      return JSON.parse(document.getElementById("calma-strings").textContent)["boot.failed"];
    } catch (ignored) {
      return "";
    }
  }

  // The program marks the page once it runs; a page saved while it ran still carries the mark.
  function failed() {
    var app = document.getElementById("app");
    if (root.hasAttribute("data-started") || !app) return;
    var line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.className = "notice";
    line.appendChild(document.createTextNode(words() || PLAIN));
    while (app.firstChild) app.removeChild(app.firstChild);
    app.appendChild(line);
  }

  root.removeAttribute("data-started");
  removeAll(window, [
    "fetch",
    "fetchLater",
    "XMLHttpRequest",
    "WebSocket",
    "WebSocketStream",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "webkitRTCPeerConnection",
    "mozRTCPeerConnection",
    "RTCDataChannel",
    "Worker",
    "SharedWorker",
    "Notification",
    "open",
  ]);
  if (window.Navigator) removeAll(window.Navigator.prototype, ["sendBeacon", "serviceWorker"]);
  removeAll(navigator, ["sendBeacon"]);
  window.addEventListener("error", failed);
})();
