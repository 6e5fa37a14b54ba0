// The ground that the desk's maps stand on: land, borders and names from Natural Earth, served by the desk itself.
// No tile, glyph or sprite comes from anywhere: names are set in the reader's own typefaces.
import { AttributionControl, Map as GroundMap, NavigationControl, setWorkerUrl } from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

setWorkerUrl("/static/vendor/maplibre-gl/maplibre-gl-worker.mjs");

/** Provinces are drawn from this zoom on. */
const PROVINCES_FROM = 4.4;
const SERIF = ["Georgia, 'Noto Serif', 'Liberation Serif', serif"];
const EMPTY = { type: "FeatureCollection", features: [] };
const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** The colours of the page as they stand, light or dark. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  return new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${name}`).trim() });
}

/** Seconds of a movement on the map; none for those who want none. */
export function movement(milliseconds) {
  return calm.matches ? 0 : milliseconds;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

let world;
/** All countries and disputed lines, fetched once. */
function countries() {
  world ??= fetched("/borders/countries.json");
  return world;
}

const provincesOf = new Map();
/** The provinces of a country, fetched once; nothing where the borders have none of it. */
export function provinces(country) {
  if (!provincesOf.has(country)) provincesOf.set(country, fetched(`/borders/provinces/${country}.json`).catch(() => EMPTY));
  return provincesOf.get(country);
}

function named(features) {
  return features
    .filter((f) => f.properties.at)
    .map((f) => ({ type: "Feature", properties: f.properties, geometry: { type: "Point", coordinates: f.properties.at } }));
}

function groundStyle(world, fine) {
  const ink = colours();
  const loaded = [...fine.keys()];
  const drawn = [...fine.values()].flat();
  const coarse = ["all", ["==", ["get", "kind"], "country"], ["!", ["in", ["get", "country"], ["literal", loaded]]]];
  const lettering = (size) => ({ "text-field": ["get", "name"], "text-font": SERIF, "text-size": size, "text-max-width": 7, "text-padding": 6 });
  const lettered = (colour) => ({ "text-color": colour, "text-halo-color": ink.land, "text-halo-width": 1.2 });
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: world, tolerance: 0.2 },
      names: { type: "geojson", data: { type: "FeatureCollection", features: named(world.features) } },
      provinces: { type: "geojson", data: { type: "FeatureCollection", features: drawn }, tolerance: 0.2 },
      "province-names": { type: "geojson", data: { type: "FeatureCollection", features: named(drawn) } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": ink.sea } },
      { id: "land", type: "fill", source: "world", filter: coarse, paint: { "fill-color": ink.land, "fill-antialias": false } },
      { id: "land-fine", type: "fill", source: "provinces", filter: ["==", ["get", "kind"], "province"],
        paint: { "fill-color": ink.land, "fill-antialias": false } },
      { id: "province-lines", type: "line", source: "provinces", minzoom: PROVINCES_FROM, filter: ["==", ["get", "kind"], "province"],
        paint: { "line-color": ink["border-fine"], "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 9, 1] } },
      { id: "borders", type: "line", source: "world", filter: coarse,
        paint: { "line-color": ink.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.4, 8, 1.4] } },
      { id: "borders-fine", type: "line", source: "provinces", filter: ["==", ["get", "kind"], "outline"],
        paint: { "line-color": ink.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.4, 8, 1.4] } },
      { id: "disputed", type: "line", source: "world", filter: ["==", ["get", "kind"], "disputed"],
        paint: { "line-color": ink.border, "line-width": 1, "line-dasharray": [3, 3] } },
      { id: "province-names", type: "symbol", source: "province-names", minzoom: 5.6, layout: lettering(11), paint: lettered(ink["name-fine"]) },
      { id: "country-names", type: "symbol", source: "names", minzoom: 2, maxzoom: 6.5,
        layout: { ...lettering(["interpolate", ["linear"], ["zoom"], 2, 10, 6, 15]), "text-letter-spacing": 0.08 }, paint: lettered(ink.name) },
    ],
  };
}

// The box around each part of each country: which countries are in view.
function partBoxes(world) {
  const boxes = [];
  for (const { properties, geometry } of world.features) {
    if (properties.kind !== "country" || !properties.country) continue;
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const [ring] of parts) {
      const lons = ring.map((p) => p[0]);
      const lats = ring.map((p) => p[1]);
      boxes.push([properties.country, Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]);
    }
  }
  return boxes;
}

/**
 * A map in an element, which shows the ground at once and follows the reader's light or dark.
 * @param element where it goes
 * @param options of MapLibre (bounds, center, zoom, interactive ...)
 * @returns the map; `map.ground` has `onto(draw)`: draw is called with the map whenever the style is new.
 */
export async function groundMap(element, options = {}) {
  const data = await countries();
  const boxes = partBoxes(data);
  const fine = new Map();
  const map = new GroundMap({
    container: element, style: groundStyle(data, fine), attributionControl: false, dragRotate: false, pitchWithRotate: false,
    maxZoom: 13, minZoom: 0.6, fadeDuration: 0, cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    center: [30, 25], zoom: 1.5, ...options,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new AttributionControl({ compact: false, customAttribution: "Borders: Natural Earth" }), "bottom-right");
  if (options.interactive !== false) map.addControl(new NavigationControl({ showCompass: false }), "top-right");

  const drawings = [];
  const redraw = () => drawings.forEach((draw) => draw(map));
  const ready = new Promise((resolve) => map.once("load", resolve));
  const setProvinces = () => {
    const style = groundStyle(data, fine);
    map.getSource("provinces").setData(style.sources.provinces.data);
    map.getSource("province-names").setData(style.sources["province-names"].data);
    for (const id of ["land", "borders"]) map.setFilter(id, style.layers.find((layer) => layer.id === id).filter);
  };
  const loadProvinces = async () => {
    if (map.getZoom() < PROVINCES_FROM) return;
    const view = map.getBounds();
    const inView = boxes.filter(([, w, s, e, n]) => w <= view.getEast() && e >= view.getWest() && s <= view.getNorth() && n >= view.getSouth());
    const missing = [...new Set(inView.map(([country]) => country))].filter((country) => !fine.has(country));
    if (!missing.length) return;
    for (const country of missing) fine.set(country, []);
    const found = await Promise.all(missing.map(provinces));
    missing.forEach((country, at) => (found[at].features.length ? fine.set(country, found[at].features) : fine.delete(country)));
    setProvinces();
  };
  await ready;
  map.on("moveend", loadProvinces);
  dark.addEventListener("change", () => {
    map.once("style.load", redraw);
    map.setStyle(groundStyle(data, fine), { diff: false });
  });
  await loadProvinces();
  map.ground = { onto: (draw) => { drawings.push(draw); draw(map); } };
  return map;
}

/** A polygon around a point: how far off a place may lie, in kilometres on the ground. */
export function ring(lon, lat, km, corners = 72) {
  const arc = km / 6371;
  const [f, l] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  const points = Array.from({ length: corners }, (_, i) => {
    const turn = (2 * Math.PI * i) / corners;
    const f2 = Math.asin(Math.sin(f) * Math.cos(arc) + Math.cos(f) * Math.sin(arc) * Math.cos(turn));
    const l2 = l + Math.atan2(Math.sin(turn) * Math.sin(arc) * Math.cos(f), Math.cos(arc) - Math.sin(f) * Math.sin(f2));
    return [(l2 * 180) / Math.PI, (f2 * 180) / Math.PI];
  });
  return { type: "Polygon", coordinates: [[...points, points[0]]] };
}

/** Slanting lines as a pattern for areas: nothing in them is a point. */
function hatch(colour) {
  const side = 16;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.7;
  for (const at of [-side, 0, side]) {
    pen.moveTo(at - 2, side + 2);
    pen.lineTo(at + side + 2, -2);
  }
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}

/** A round piece of hatching: several areas that are too small to be drawn at this zoom. */
function patch(colour, edge) {
  const side = 72;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  pen.arc(side / 2, side / 2, side / 2 - 3, 0, 2 * Math.PI);
  pen.save();
  pen.clip();
  const tile = document.createElement("canvas");
  Object.assign(tile, { width: 16, height: 16 }).getContext("2d").putImageData(hatch(colour), 0, 0);
  pen.fillStyle = pen.createPattern(tile, "repeat");
  pen.fill();
  pen.restore();
  pen.setLineDash([7, 5]);
  pen.strokeStyle = edge;
  pen.lineWidth = 2.5;
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}

function diamond(fill, edge) {
  const side = 64;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  pen.moveTo(side / 2, 5);
  for (const [x, y] of [[side - 5, side / 2], [side / 2, side - 5], [5, side / 2]]) pen.lineTo(x, y);
  pen.closePath();
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = 5;
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}

/** The names of the colours that a sign can have, of map.css. */
export const TYPE_COLOURS = ["mark-air", "mark-shell", "mark-bomb", "mark-gun", "mark-other"];
export const GRADE_COLOURS = ["grade-confirmed", "grade-fair", "grade-weak", "grade-contested", "grade-discounted"];

/** Hand a map the signs of its layers: "hatch" for an area, "patch" for several, "diamond:COLOUR" for sites. */
export function giveSigns(map) {
  const ink = colours();
  map.addImage("hatch", hatch(ink.hatch), { pixelRatio: 2 });
  map.addImage("patch", patch(ink.hatch, ink["area-line"]), { pixelRatio: 2 });
  for (const name of [...TYPE_COLOURS, ...GRADE_COLOURS]) {
    map.addImage(`diamond:${name}`, diamond(ink[name], ink["mark-line"]), { pixelRatio: 2 });
  }
}
