#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the land of world-atlas (TopoJSON) into the files of this folder.

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    ./convertland.py package/land-110m.json land-110m.bin
    ./convertland.py package/land-50m.json land-50m.bin

The form is read by widgets/topology/coastline.cpp: for each ring the number of its points as a varint (7 bits
a byte, the lowest first, the highest bit set where more follow), then for each point its longitude and its
latitude as the difference to the point before (the first one to 0, 0) in hundredths of a degree, zigzag
varints. Longitudes go on over the date line, so that neighbours are always near each other; the last point
is joined to the first one, but for a ring around a pole, which ends 360 degrees beside its begin.
"""
import json
import sys

UNITS = 100  # a degree: 1.1 km, as fine as the 1:50m map


def arcs_of(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def rings_of(topology):
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                ring = []
                for index in indices:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    ring += arc if not ring else arc[1:]
                yield ring


def unrolled(ring):
    """Whole units, without points that fell together; longitudes never jump."""
    points = []
    turn = 0
    for longitude, latitude in ring:
        x, y = round(longitude * UNITS) + turn, round(latitude * UNITS)
        while points and x - points[-1][0] > 180 * UNITS:
            x, turn = x - 360 * UNITS, turn - 360 * UNITS
        while points and x - points[-1][0] < -180 * UNITS:
            x, turn = x + 360 * UNITS, turn + 360 * UNITS
        if not points or (x, y) != points[-1]:
            points.append((x, y))
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return varint(2 * value if value >= 0 else -2 * value - 1)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        topology = json.load(file)
    out = bytearray()
    for ring in rings_of(topology):
        points = unrolled(ring)
        if len(points) < 3 or all(abs(latitude) == 90 * UNITS for _, latitude in points):
            continue  # nothing, or a hole in Antarctica of no size around the pole
        out += varint(len(points))
        before = (0, 0)
        for point in points:
            out += zigzag(point[0] - before[0]) + zigzag(point[1] - before[1])
            before = point
    with open(sys.argv[2], "wb") as file:
        file.write(out)


if __name__ == "__main__":
    main()
