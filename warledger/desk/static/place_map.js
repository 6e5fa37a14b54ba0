// The map of one place, as a dossier shows it: a dot for a town, a diamond for a site, hatching for what is no point.
// <div class="place-map" data-lat data-lon data-precision data-radius data-country data-province data-others>
import { colours, giveSigns, groundMap, provinces, ring } from "/static/map.js";

const EMPTY = { type: "FeatureCollection", features: [] };

function boundsOf(geometry) {
  const box = [180, 90, -180, -90];
  const walk = (part) => {
    if (typeof part[0] !== "number") return part.forEach(walk);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  walk(geometry.coordinates);
  return box;
}

function around(box, share) {
  const [dx, dy] = [Math.max(box[2] - box[0], 0.05) * share, Math.max(box[3] - box[1], 0.05) * share];
  return [box[0] - dx, Math.max(-85, box[1] - dy), box[2] + dx, Math.min(85, box[3] + dy)];
}

// What is said of the place, as one shape and what kind of sign it takes.
async function shapeOf({ lat, lon, precision, radius, country, province }) {
  const fine = country ? (await provinces(country)).features : [];
  const point = lat && lon ? { type: "Point", coordinates: [Number(lon), Number(lat)] } : null;
  const polygon = province && fine.find((f) => f.properties.id === province);
  if (precision === "country") return { area: fine.find((f) => f.properties.kind === "outline")?.geometry, sign: "outline" };
  if (precision === "province" && polygon) return { area: polygon.geometry, sign: "area" };
  if (!point) return {};
  if (precision === "site" || precision === "town") return { point, area: radius > 0 ? ring(...point.coordinates, radius) : null, sign: precision };
  return { area: ring(...point.coordinates, radius || 20), sign: "area" };
}

function draw(map, { point, area, sign }, others) {
  const ink = colours();
  giveSigns(map);
  const feature = (geometry, properties = {}) => ({ type: "Feature", geometry, properties });
  const put = (id, features) => map.addSource(id, { type: "geojson", data: { ...EMPTY, features } });
  put("place-area", area ? [feature(area)] : []);
  put("place-point", point ? [feature(point)] : []);
  put("place-others", others.map(([lat, lon]) => feature({ type: "Point", coordinates: [lon, lat] })));
  if (sign !== "outline") map.addLayer({ id: "place-hatch", type: "fill", source: "place-area", paint: { "fill-pattern": "hatch" } });
  map.addLayer({ id: "place-edge", type: "line", source: "place-area",
    paint: { "line-color": ink["area-line"], "line-width": 1.5, ...(point ? { "line-dasharray": [2, 2] } : {}) } });
  map.addLayer({ id: "place-others", type: "circle", source: "place-others",
    paint: { "circle-radius": 5, "circle-opacity": 0, "circle-stroke-width": 1.5, "circle-stroke-color": ink.soft } });
  const paint = { "circle-radius": 7, "circle-color": ink["mark-air"], "circle-stroke-width": 2, "circle-stroke-color": ink["mark-line"] };
  if (sign === "site") {
    map.addLayer({ id: "place-point", type: "symbol", source: "place-point",
      layout: { "icon-image": "diamond:mark-air", "icon-size": 0.7, "icon-allow-overlap": true } });
  } else {
    map.addLayer({ id: "place-point", type: "circle", source: "place-point", paint });
  }
}

async function show(element) {
  const said = await shapeOf(element.dataset);
  const others = JSON.parse(element.dataset.others || "[]");
  const whole = said.area ?? said.point;
  if (!whole) return;
  const box = boundsOf(said.point && !said.area ? ring(...said.point.coordinates, 60) : whole);
  const map = await groundMap(element, { bounds: around(box, said.point ? 0.2 : 0.6), fitBoundsOptions: { maxZoom: 8 }, cooperativeGestures: true });
  map.ground.onto(() => draw(map, said, others));
  map.once("idle", () => (element.dataset.ready = said.sign));
}

for (const element of document.querySelectorAll(".place-map")) {
  show(element).catch(() => {
    const line = document.createElement("p");
    line.textContent = "The map cannot be shown in this browser.";
    element.replaceChildren(line);
  });
}
