// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/fielddefinition.h"

#include <memory>
#include <optional>

namespace desk {

// How a parameter stands in a packet, and what it means.
struct XtceParameter
{
    enum class Coding : std::uint8_t {
        natural,
        twosComplement,
        signMagnitude,
        onesComplement,
        ieee,
        text,
        binary
    };

    std::string path;      // /System/Sub/Name
    FieldDefinition field; // name, unit, description, calibration, limits, type; bits: 0 = to a terminator
    Coding coding = Coding::natural;
    std::string terminator; // text without a fixed size; its bytes
};

enum class XtceOperator : std::uint8_t { equal, unequal, less, lessOrEqual, greater, greaterOrEqual };

// One comparison of a restriction: all of a container's must hold.
struct XtceComparison
{
    std::size_t parameter = 0;
    XtceOperator is = XtceOperator::equal;
    std::string text;
    std::optional<double> number; // where the text is one
    bool calibrated = true;
};

struct XtceEntry
{
    enum class From : std::uint8_t { previous, start };

    bool isContainer = false;
    std::size_t index = 0; // of the parameter or container
    From from = From::previous;
    std::int64_t bits = 0;                 // from the end of the entry before, or from the container's start
    std::vector<XtceComparison> condition; // it is there only if all hold
};

struct XtceContainer
{
    std::string path;
    bool isAbstract = false;
    std::optional<std::size_t> base;
    std::vector<XtceComparison> restriction;
    std::vector<XtceEntry> entries;
    std::vector<std::size_t> heirs; // whose base it is
};

// What a document of XTCE 1.2 (OMG formal/2018-10-04) says of telemetry, as far as it is read:
// - SpaceSystem, nested; names are found from the system they are used in outwards, or by path
// - Integer-, Float-, Enumerated-, Boolean-, String-, Binary-, AbsoluteTime- and RelativeTimeParameterType,
// with
//   UnitSet, Integer-, Float-, String- and BinaryDataEncoding of a fixed size (strings also up to a
//   terminator), polynomial and spline (order 0 and 1) default calibrators, an Encoding's scale and offset,
//   and the static ranges of the default alarm: watch, warning, distress, critical (severe where critical has
//   none) as advisory, caution, warning, critical
// - Parameter; SequenceContainer with ParameterRefEntry and ContainerRefEntry, their fixed locations,
// conditions
//   of comparisons, BaseContainer with Comparison or ComparisonList
// What changes the place or the value of anything and is not read (arrays, repeats, dynamic sizes,
// algorithms, expressions) is refused; what adds to it (context calibrators and alarms, commands, streams,
// services) is left out and told in notes. Plain value, any thread.
struct XtceDatabase
{
    std::vector<XtceParameter> parameters;
    std::vector<XtceContainer> containers;
    std::vector<std::string> notes;

    // Errors have the line as index and the byte of the document as offset.
    static Result<XtceDatabase> parse(std::string_view document);
    // The same for several decoders; the error's field is that of a definition.
    static Result<std::shared_ptr<const XtceDatabase>> share(std::string_view document);
    // A container without a base: the named one (by path or end of it), or the only one that has heirs, or
    // the only one.
    [[nodiscard]] Result<std::size_t> root(const std::string &name) const;
};

} // namespace desk
