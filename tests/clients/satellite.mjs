// SPDX-License-Identifier: GPL-3.0-or-later
// Orbits by satellite.js.
//   satellite.mjs positions FILE.tle START STEP_S COUNT
//     a line for each satellite and time: index, time in ms, TEME x y z, earth-fixed x y z (km)
//   satellite.mjs contacts FILE.tle LATITUDE LONGITUDE ALTITUDE_KM START HOURS ELEVATION
//     a line for each pass that begins and ends within: index, rise, culmination, set (ms since 1970), highest
//     (degrees); found by looking every 10 s and halving
import { readFileSync } from 'node:fs';
import * as satellite from 'satellite.js';

const [, , what, file, ...rest] = process.argv;
const lines = readFileSync(file, 'utf8').split(/\r?\n/);
const orbits = [];
for (let i = 1; i < lines.length; ++i) {
    if (lines[i].startsWith('2 ') && lines[i - 1].startsWith('1 '))
        orbits.push(satellite.twoline2satrec(lines[i - 1], lines[i]));
}
const out = [];

function fixed(orbit, ms) {
    const date = new Date(ms);
    const state = satellite.propagate(orbit, date);
    if (!state || !state.position)
        return null;
    return { teme: state.position, fixed: satellite.eciToEcf(state.position, satellite.gstime(date)) };
}

function positions(start, step, count) {
    for (let k = 0; k < count; ++k) {
        const ms = Date.parse(start) + k * step * 1000;
        orbits.forEach((orbit, index) => {
            const place = fixed(orbit, ms);
            if (place)
                out.push([index, ms, place.teme.x, place.teme.y, place.teme.z, place.fixed.x, place.fixed.y,
                          place.fixed.z].join(' '));
        });
    }
}

function contacts(latitude, longitude, altitude, start, hours, least) {
    const degree = Math.PI / 180;
    const station = { latitude: latitude * degree, longitude: longitude * degree, height: altitude };
    const begin = Date.parse(start);
    const end = begin + hours * 3600000;
    orbits.forEach((orbit, index) => {
        const elevation = (ms) => {
            // Date has whole milliseconds: between two of them the elevation is nearly a straight line.
            const whole = Math.floor(ms);
            const at = (time) => satellite.ecfToLookAngles(station, fixed(orbit, time).fixed).elevation / degree;
            return ms === whole ? at(whole) : at(whole) + (ms - whole) * (at(whole + 1) - at(whole));
        };
        const crossing = (below, above) => {
            while (Math.abs(above - below) > 1) {
                const middle = Math.floor((above + below) / 2);
                if (elevation(middle) >= least)
                    above = middle;
                else
                    below = middle;
            }
            return above;
        };
        const peak = (from, to) => {
            while (to - from > 4) {
                const third = Math.floor((to - from) / 3);
                if (elevation(from + third) < elevation(to - third))
                    from += third;
                else
                    to -= third;
            }
            return Math.floor((from + to) / 2);
        };
        const step = 10000;
        let before = elevation(begin - step);
        let now = elevation(begin);
        let rise = null;
        for (let ms = begin; ms + step <= end; ms += step) {
            const after = elevation(ms + step);
            const report = (from, to) => {
                const top = peak(from, to);
                out.push([index, from, top, to, elevation(top)].join(' '));
            };
            if (now < least && after >= least)
                rise = crossing(ms, ms + step);
            if (now >= least && after < least && rise !== null) {
                report(rise, crossing(ms + step, ms));
                rise = null;
            }
            // A pass between two looks.
            if (now < least && before < least && after < least && now >= before && now > after) {
                const top = peak(ms - step, ms + step);
                if (elevation(top) >= least)
                    report(crossing(ms - step, top), crossing(ms + step, top));
            }
            before = now;
            now = after;
        }
    });
}

if (what === 'positions')
    positions(rest[0], Number(rest[1]), Number(rest[2]));
else
    contacts(...rest.slice(0, 3).map(Number), rest[3], Number(rest[4]), Number(rest[5]));
process.stdout.write(out.join('\n') + '\n');
