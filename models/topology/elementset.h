// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/topology/juliandate.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// One general-perturbations element set as published in a two-line element set or a CCSDS OMM: *mean*
// elements of the SGP4 theory in the frame TEME, good only for Orbit. Angles in radians, rates in radians
// per minute, time UTC. Plain value, any thread.
struct ElementSet
{
    std::string name;
    int catalogNumber = 0;
    std::string internationalDesignator; // "1998-067A" or, from two lines, "98067A"
    JulianDate epoch;
    double inclination = 0;    // 0 to pi
    double rightAscension = 0; // of the ascending node
    double eccentricity = 0;   // 0 <= e < 1
    double argumentOfPerigee = 0;
    double meanAnomaly = 0;
    double meanMotion = 0;          // rad/min, after Kozai
    double meanMotionDot = 0;       // rad/min^2, *half* the first derivative, as published
    double meanMotionDoubleDot = 0; // rad/min^3, a *sixth* of the second derivative, as published
    double bstar = 0;               // drag term, 1/earth radii

    bool operator==(const ElementSet &) const = default;
};

// Two-line and three-line files (name line, optionally after "0 "), LF or CRLF, blank lines skipped,
// catalogue numbers also in alpha-5. Every column is checked and so is every check sum; the first fault
// refuses the whole text. Errors name the line ("line 14: checksum 7, expected 3"): index = line number,
// offset = first byte of that line, field = the element.
Result<std::vector<ElementSet>> parseTwoLine(std::string_view text);

// Orbit mean-elements messages (CCSDS 502.0-B) in the JSON form of CelesTrak and space-track: an array or
// one object, numbers also as strings. Errors name the element and the field ("element 3: MEAN_MOTION is
// missing"): index = element from 0, field = the key, offset = byte where the text is not JSON.
Result<std::vector<ElementSet>> parseOmmJson(std::string_view text);

// Either of the two, told apart by the first character that is not white space.
Result<std::vector<ElementSet>> parseElements(std::string_view text);

// What both forms must obey: finite values, angles in their range, 0 <= e < 1, a mean motion above zero.
// The error names the field only.
Result<void> checkElements(const ElementSet &elements);

} // namespace desk
