// What the pages of forms add where there is a script: the device's place and camera, the hand, the map, finding. Everything can be
// typed or chosen without it; nothing here holds data or decides anything.
"use strict";

const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));
const inField = (element, what) => element.closest(".field").querySelector(what);
const onClick = (what, act) =>
  document.addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target.closest(what) : null;
    if (element) act(element, event);
  });

// A file that is too large is told before it is sent over a poor line.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.dataset.most) return;
  const tooLarge = (input.files[0]?.size ?? 0) > Number(input.dataset.most);
  input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
  if (!tooLarge) return;
  event.stopImmediatePropagation();
  input.reportValidity();
  input.value = "";
  input.addEventListener("focus", () => input.setCustomValidity(""), { once: true });
}, true);

// Where the device is: better with every reading, until it is good enough or half a minute is over.
const GOOD_ENOUGH = 10;
function locate(button, take) {
  const said = inField(button, "[data-said]");
  if (button.dataset.busy) return;
  button.dataset.busy = "yes";
  said.textContent = button.dataset.wait;
  let best;
  const end = (text) => {
    navigator.geolocation?.clearWatch(watch);
    clearTimeout(late);
    delete button.dataset.busy;
    if (best) take(best);
    else said.textContent = text;
  };
  const late = setTimeout(() => end(button.dataset.denied), 30_000);
  const watch = navigator.geolocation?.watchPosition(
    ({ coords }) => {
      if (best && best.accuracy <= coords.accuracy) return;
      best = coords;
      said.textContent = button.dataset.accurate.replace("#", Math.round(coords.accuracy));
      if (coords.accuracy <= GOOD_ENOUGH) end();
    },
    () => end(button.dataset.denied),
    { enableHighAccuracy: true, maximumAge: 0 },
  );
  if (watch === undefined) end(button.dataset.denied);
}
const degrees = (number) => String(Number(number.toFixed(6)));

function setPoint(field, latitude, longitude, measured) {
  const [lat, lon] = [field.querySelector("[data-latitude]"), field.querySelector("[data-longitude]")];
  [lat.value, lon.value] = [degrees(latitude), degrees(longitude)];
  field.querySelector("[data-measured]").value = measured ? `${lat.value} ${lon.value} ${measured}` : "";
  changed(lon);
}

onClick("[data-locate]", (button) =>
  locate(button, (coords) => {
    const measured = `${(coords.altitude ?? 0).toFixed(1)} ${coords.accuracy.toFixed(1)}`;
    setPoint(button.closest(".field"), coords.latitude, coords.longitude, measured);
  }),
);

function addPoint(field, line) {
  const area = field.querySelector("textarea.points");
  area.value = [...area.value.split("\n").filter((one) => one.trim()), line].join("\n");
  changed(area);
}

onClick("[data-add-point]", (button) =>
  locate(button, (coords) => {
    const line = `${degrees(coords.latitude)} ${degrees(coords.longitude)} ${(coords.altitude ?? 0).toFixed(1)} ${coords.accuracy.toFixed(1)}`;
    addPoint(button.closest(".field"), line);
  }),
);

onClick("[data-drop-point]", (button) => {
  const area = inField(button, "textarea.points");
  area.value = area.value.trimEnd().split("\n").slice(0, -1).join("\n");
  changed(area);
});

// The map: the country, then a province, drawn by the server; a press becomes degrees.
const opened = new Map();
async function showMap(here, code) {
  const answer = await fetch(`/places/outline/${encodeURIComponent(code)}`, { credentials: "same-origin" });
  if (!answer.ok) return;
  here.innerHTML = await answer.text();
  opened.set(here.closest("details").id, code);
  if (code !== "all") {
    const back = document.createElement("button");
    Object.assign(back, { type: "button", className: "button quiet slim", textContent: here.dataset.back });
    back.dataset.mapBack = "";
    here.append(back);
  }
  mark(here);
}

function mark(here) {
  const [map, field] = [here.querySelector("svg"), here.closest(".field")];
  const typed = field.querySelector("textarea.points")?.value.split("\n") ?? [
    `${field.querySelector("[data-latitude]").value} ${field.querySelector("[data-longitude]").value}`,
  ];
  const { west, north, across, down } = map.dataset;
  const marks = map.querySelector("[data-marks]");
  marks.textContent = "";
  for (const [lat, lon] of typed.map((line) => line.trim().split(/[\s,]+/).map(Number))) {
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) continue;
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [name, value] of [["cx", (lon - west) * across], ["cy", (north - lat) * down], ["r", 7]]) dot.setAttribute(name, value);
    marks.append(dot);
  }
}

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!(details instanceof HTMLDetailsElement) || !details.matches("[data-map]")) return;
  const here = details.querySelector("[data-map-here]");
  if (details.open && !here.firstChild) showMap(here, opened.get(details.id) ?? "all");
}, true);

onClick("[data-map-back]", (button) => {
  const here = button.closest("[data-map-here]");
  opened.delete(here.closest("details").id);
  showMap(here, "all");
});

onClick("svg.pick", (map, event) => {
  const here = map.closest("[data-map-here]");
  const { west, north, across, down, code } = map.dataset;
  if (code === "all") {
    const area = event.target.closest("[data-area]")?.dataset.area;
    if (area) showMap(here, area);
    return;
  }
  const box = map.getBoundingClientRect();
  const view = map.viewBox.baseVal;
  const longitude = Number(west) + ((event.clientX - box.left) * view.width) / box.width / across;
  const latitude = north - ((event.clientY - box.top) * view.height) / box.height / down;
  const field = map.closest(".field");
  if (field.querySelector("textarea.points")) addPoint(field, `${degrees(latitude)} ${degrees(longitude)}`);
  else setPoint(field, latitude, longitude, "");
  mark(here);
});

// What the server sends while a form is answered has no map in it: the ones that were open open again.
document.addEventListener("htmx:after:swap", () => {
  for (const [id, code] of opened) {
    const details = document.getElementById(id);
    const here = details?.querySelector("[data-map-here]");
    if (!here) continue;
    details.open = true;
    if (here.firstChild) mark(here);
    else showMap(here, code);
  }
});

// Drawing by hand: what is drawn becomes the file of the field, as a PNG picture.
// What is ready and drawn is noted here and not at the element, which what the server sends would change.
const ready = new WeakSet();
const drawn = new WeakSet();
function drawingOf(canvas) {
  const context = canvas.getContext("2d");
  if (!ready.has(canvas)) {
    ready.add(canvas);
    Object.assign(context, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#0b1f2a", fillStyle: "#ffffff" });
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  return context;
}
const onCanvas = (canvas, event) => {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
};
let drawing = null;
document.addEventListener("pointerdown", (event) => {
  const canvas = event.target instanceof Element ? event.target.closest("[data-draw] canvas") : null;
  if (!canvas) return;
  event.preventDefault();
  canvas.setPointerCapture(event.pointerId);
  drawing = drawingOf(canvas);
  drawing.beginPath();
  drawing.moveTo(...onCanvas(canvas, event));
  drawing.lineTo(...onCanvas(canvas, event));
  drawing.stroke();
  drawn.add(canvas);
});
document.addEventListener("pointermove", (event) => {
  if (!drawing) return;
  drawing.lineTo(...onCanvas(drawing.canvas, event));
  drawing.stroke();
});
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => (drawing = null));

function clearDrawing(canvas) {
  drawn.delete(canvas);
  ready.delete(canvas);
  canvas.width = canvas.width;
}
onClick("[data-draw-clear]", (button) => clearDrawing(inField(button, "canvas")));

function putDrawing(canvas) {
  const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (letter) => letter.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], "drawing.png", { type: "image/png" }));
  const input = inField(canvas, "input[type=file]");
  input.dataset.drawn = "yes";
  input.files = files.files;
  clearDrawing(canvas);
  return input;
}
onClick("[data-draw-done]", (button) => {
  const canvas = inField(button, "canvas");
  if (drawn.has(canvas)) changed(putDrawing(canvas));
});
// Nobody loses a signature for not pressing that button.
document.addEventListener("submit", (event) => {
  for (const canvas of event.target.querySelectorAll("[data-draw] canvas")) if (drawn.has(canvas)) putDrawing(canvas);
}, true);

// A picture to draw over is put under the pen instead of being sent at once.
document.addEventListener("change", async (event) => {
  const input = event.target;
  const area = input instanceof HTMLInputElement && input.type === "file" ? input.closest(".field")?.querySelector("[data-over] canvas") : null;
  if (!area || !input.files[0]) return;
  if (input.dataset.drawn) {
    delete input.dataset.drawn;
    return;
  }
  event.stopImmediatePropagation();
  const picture = await createImageBitmap(input.files[0]).catch(() => null);
  if (!picture) {
    // Not a picture that this browser knows: the server says what is wrong with it.
    input.dataset.drawn = "yes";
    changed(input);
    return;
  }
  input.value = "";
  clearDrawing(area);
  const scale = Math.min(area.width / picture.width, area.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  drawingOf(area).drawImage(picture, (area.width - width) / 2, (area.height - height) / 2, width, height);
  drawn.add(area);
}, true);

// A slider moves its number, and the number its slider.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement)) return;
  if (field.dataset.slides) document.getElementById(field.dataset.slides).value = field.value;
  const slider = document.querySelector(`[data-slides="${CSS.escape(field.id)}"]`);
  if (slider) slider.value = field.value;
});

// Finding in a long list: what does not match is taken out of it, because phones show hidden choices all the same.
const choices = new WeakMap();
document.addEventListener("input", (event) => {
  const box = event.target instanceof Element ? event.target.closest("[data-find]") : null;
  const select = box && document.getElementById(box.dataset.find);
  if (!select) return;
  event.stopPropagation();
  if (!choices.has(select)) choices.set(select, [...select.options]);
  const wanted = box.value.trim().toLowerCase();
  const chosen = select.value;
  const shown = choices.get(select).filter((one) => !one.value || one.value === chosen || one.text.toLowerCase().includes(wanted));
  select.replaceChildren(...shown);
  select.value = chosen;
}, true);
document.addEventListener("change", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-find]")) event.stopImmediatePropagation();
}, true);

// A code before the camera, where the browser can read it.
onClick("[data-scan]", async (button) => {
  const said = inField(button, "[data-said]");
  if (!("BarcodeDetector" in window)) {
    said.textContent = button.dataset.none;
    return;
  }
  const video = inField(button, "video");
  const camera = await navigator.mediaDevices?.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
  if (!camera) {
    said.textContent = button.dataset.denied;
    return;
  }
  video.srcObject = camera;
  video.classList.add("on");
  await video.play();
  const reader = new window.BarcodeDetector();
  const stop = () => {
    for (const track of camera.getTracks()) track.stop();
    video.classList.remove("on");
    video.srcObject = null;
  };
  const look = async () => {
    if (!video.isConnected || !video.srcObject) return stop();
    const [found] = await reader.detect(video).catch(() => []);
    if (!found) return setTimeout(look, 200);
    const input = inField(button, "input");
    input.value = found.rawValue;
    stop();
    changed(input);
  };
  look();
});
