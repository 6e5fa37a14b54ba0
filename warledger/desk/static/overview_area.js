// An area drawn on the map: a box by dragging, an area by clicks, or what is in view. It goes into the filter's field
// "area", which can be typed as well: "west,south,east,north" or corners "lon lat,lon lat,lon lat".
import { ring } from "/static/map.js";

const HINTS = {
  box: "Drag from one corner to the other. Escape leaves it.",
  polygon: "Click corner after corner; the first corner again, a double click or Enter closes the area. Escape leaves it.",
};
const FEWEST = 3;
const NEAR_FIRST_CORNER = 12;

const rounded = (degrees) => Number(degrees.toFixed(4));
const boxWords = (one, other) =>
  [Math.min(one.lng, other.lng), Math.min(one.lat, other.lat), Math.max(one.lng, other.lng), Math.max(one.lat, other.lat)].map(rounded).join(",");

function boxShape(w, s, e, n) {
  return { type: "Polygon", coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] };
}

/** The shapes of an area as the filter writes it: of several, what lies in all of them is asked for. */
export function shapesOfArea(words) {
  return words.split(";").map(shapeOfArea).filter(Boolean);
}

function shapeOfArea(words) {
  const parts = words.split(",").map((part) => part.trim().split(/\s+/).map(Number));
  if (!words || parts.flat().some(Number.isNaN)) return null;
  if (parts.length === 4 && parts.every((part) => part.length === 1)) return boxShape(...parts.flat());
  if (parts.length < FEWEST || parts.some((part) => part.length !== 2)) return null;
  return { type: "Polygon", coordinates: [[...parts, parts[0]]] };
}

/** The ring of "near" as the filter writes it: latitude, longitude, kilometres. */
export function shapeOfNear(words) {
  const [lat, lon, km] = words.replace("km", "").split(/[\s,;°]+/).filter(Boolean).map(Number);
  return km > 0 ? ring(lon, lat, km) : null;
}

/** Hang the tools above the map onto it. */
export function makeAreaTools(map, desk) {
  const buttons = new Map([...document.querySelectorAll("[data-draw]")].map((button) => [button.dataset.draw, button]));
  const hint = document.getElementById("map-hint");
  let mode = null;
  let corners = [];

  function sketch(...geometries) {
    map.getSource("asked")?.setData({ type: "FeatureCollection", features: geometries.map((geometry) => ({ type: "Feature", properties: {}, geometry })) });
  }
  function leave() {
    mode = null;
    corners = [];
    map.dragPan.enable();
    map.doubleClickZoom.enable();
    for (const button of buttons.values()) if (button.ariaPressed !== null) button.setAttribute("aria-pressed", "false");
    hint.hidden = true;
    sketch(...shapesOfArea(desk.get("area")));
  }
  function begin(name) {
    const again = mode === name;
    leave();
    if (again) return;
    mode = name;
    map.doubleClickZoom.disable();
    if (name === "box") map.dragPan.disable();
    buttons.get(name).setAttribute("aria-pressed", "true");
    hint.textContent = HINTS[name];
    hint.hidden = false;
    map.getCanvas().focus({ preventScroll: true });
  }
  function done(words) {
    leave();
    desk.narrow({ area: words });
  }
  function close() {
    if (corners.length >= FEWEST) done(corners.map(({ lng, lat }) => `${rounded(lng)} ${rounded(lat)}`).join(","));
  }

  const start = (event) => {
    if (mode !== "box") return;
    event.preventDefault();
    corners = [event.lngLat];
  };
  const drag = (event) => {
    if (mode === "box" && corners.length) {
      sketch(shapeOfArea(boxWords(corners[0], event.lngLat)));
    } else if (mode === "polygon" && corners.length) {
      const line = [...corners, event.lngLat].map(({ lng, lat }) => [lng, lat]);
      sketch(line.length > 2 ? { type: "Polygon", coordinates: [[...line, line[0]]] } : { type: "LineString", coordinates: line });
    }
  };
  const end = (event) => {
    if (mode !== "box" || !corners.length) return;
    const [from] = corners;
    const moved = map.project(from).dist(event.point) > 4;
    corners = [];
    if (moved) done(boxWords(from, event.lngLat));
  };
  for (const name of ["mousedown", "touchstart"]) map.on(name, start);
  for (const name of ["mousemove", "touchmove"]) map.on(name, drag);
  for (const name of ["mouseup", "touchend"]) map.on(name, end);
  map.on("click", (event) => {
    if (mode !== "polygon") return;
    if (corners.length >= FEWEST && map.project(corners[0]).dist(event.point) < NEAR_FIRST_CORNER) close();
    else if (!corners.length || map.project(corners.at(-1)).dist(event.point) > 3) corners.push(event.lngLat);
    drag(event);
  });
  map.on("dblclick", (event) => {
    if (mode !== "polygon") return;
    event.preventDefault();
    close();
  });
  document.addEventListener("keydown", (event) => {
    if (!mode) return;
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && mode === "polygon" && document.activeElement === map.getCanvas()) close();
  });
  for (const name of ["box", "polygon"]) buttons.get(name).addEventListener("click", () => begin(name));
  buttons.get("view").addEventListener("click", () => {
    const view = map.getBounds();
    done(boxWords(view.getSouthWest(), view.getNorthEast()));
  });
  return { drawing: () => mode !== null };
}
