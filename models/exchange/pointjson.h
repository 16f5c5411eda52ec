// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/namedpoint.h"

#include <chrono>
#include <memory>
#include <span>

namespace desk {

// A run of a point's values as one object of the Constellation API with seq, received_at, labels, kinds and
// quality besides; metrics whose names the API has for something else stand in an object "values". Pure.
void appendPointObject(std::string &out, const NamedPoint &point, std::span<const NamedValue> run);

// Reads such objects, and points of the API as others write them: objects in objects become metrics with a
// dot (atmospheric_state.rain), arrays and nulls are passed over. One thread.
class PointJsonReader
{
public:
    PointJsonReader();
    ~PointJsonReader();
    PointJsonReader(const PointJsonReader &) = delete;
    PointJsonReader &operator=(const PointJsonReader &) = delete;

    struct Read
    {
        NamedPoint point;
        bool hasTime = false; // else generation is not set
    };
    // zone: of times that name none. Errors say what is wrong with which member.
    Result<Read> read(std::string_view json, std::chrono::minutes zone);
    // Of any object: numbers, booleans and texts, with the path to them as their names.
    Result<std::vector<NamedValue>> readValues(std::string_view json);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
