// SPDX-License-Identifier: GPL-3.0-or-later
// Orbit Mean-Elements Message: CCSDS 502.0-B, in the JSON form that CelesTrak and space-track
// publish. Read as a stream of events, so that neither depth nor size of a text can exhaust anything.
#include "models/telemetry/time.h"
#include "models/topology/degree.h"
#include "models/topology/elementset.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

namespace desk {

namespace {
constexpr double revolutionsPerDay = 2 * std::numbers::pi / 1440; // in rad/min
constexpr int maximumDepth = 16;

enum Number {
    catalogNumber,
    meanMotion,
    eccentricity,
    inclination,
    node,
    perigee,
    anomaly,
    bstar,
    meanMotionDot,
    meanMotionDoubleDot
};

struct NumberField
{
    const char *key;
    bool required;
};

constexpr std::array<NumberField, 10> numberFields = {{{"NORAD_CAT_ID", true},
                                                       {"MEAN_MOTION", true},
                                                       {"ECCENTRICITY", true},
                                                       {"INCLINATION", true},
                                                       {"RA_OF_ASC_NODE", true},
                                                       {"ARG_OF_PERICENTER", true},
                                                       {"MEAN_ANOMALY", true},
                                                       {"BSTAR", true},
                                                       {"MEAN_MOTION_DOT", false},
                                                       {"MEAN_MOTION_DDOT", false}}};

// These decide whether SGP4 may be applied at all; where they are sent they must say so.
struct FixedField
{
    const char *key;
    std::string_view value;
    std::string_view otherSpelling = {};
};

constexpr std::array<FixedField, 4> fixedFields = {{{"CENTER_NAME", "EARTH"},
                                                    {"REF_FRAME", "TEME"},
                                                    {"TIME_SYSTEM", "UTC"},
                                                    {"MEAN_ELEMENT_THEORY", "SGP4", "SGP/SGP4"}}};

class OmmHandler final : public nlohmann::json_sax<nlohmann::json>
{
public:
    Result<std::vector<ElementSet>> result()
    {
        if (m_error)
            return tl::unexpected(*std::move(m_error));
        if (m_elements.empty())
            return failure(ErrorCode::parseError, "the text holds no element set");
        return std::move(m_elements);
    }

    bool null() override { return scalar(); }
    bool boolean(bool) override { return scalar() && (!wanted() || fail("must be a number or a string")); }
    bool number_integer(std::int64_t value) override { return number(static_cast<double>(value)); }
    bool number_unsigned(std::uint64_t value) override { return number(static_cast<double>(value)); }
    bool number_float(double value, const std::string &) override { return number(value); }
    bool binary(nlohmann::json::binary_t &) override { return scalar(); }

    bool string(std::string &text) override
    {
        if (!scalar())
            return false;
        if (m_depth != m_objectDepth)
            return true;
        if (const auto index = numberIndex())
            return numericString(*index, text);
        if (m_key == "EPOCH")
            return epoch(text);
        if (m_key == "OBJECT_NAME")
            return name(text, m_current.name);
        if (m_key == "OBJECT_ID")
            return name(text, m_current.internationalDesignator);
        for (const FixedField &field : fixedFields) {
            if (m_key == field.key && text != field.value && text != field.otherSpelling)
                return fail("is not " + std::string{field.value} + ", nothing else is supported",
                            ErrorCode::unsupported);
        }
        if (m_key == "EPHEMERIS_TYPE" && text != "0" && !text.empty())
            return fail("is not 0 (SGP4), nothing else is supported", ErrorCode::unsupported);
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (!deeper())
            return false;
        if (m_objectDepth == 0)
            m_objectDepth = m_depth;
        else if (wanted(m_depth - 1))
            return fail("must be a number or a string");
        if (m_depth == m_objectDepth) {
            m_current = {};
            m_numbers.fill(std::nullopt);
            m_hasEpoch = false;
            m_key.clear();
        }
        return true;
    }

    bool key(std::string &text) override
    {
        if (m_depth == m_objectDepth)
            m_key = text;
        return true;
    }

    bool end_object() override { return m_depth-- != m_objectDepth || finish(); }

    bool start_array(std::size_t) override
    {
        if (!deeper())
            return false;
        if (m_depth == 1) {
            m_objectDepth = 2;
            return true;
        }
        if (m_depth == 2 && m_objectDepth == 2)
            return elementError("not an object", {});
        return !wanted(m_depth - 1) || fail("must be a number or a string");
    }

    bool end_array() override
    {
        --m_depth;
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        if (!m_error)
            m_error = Error{ErrorCode::parseError,
                            "not valid JSON at byte " + std::to_string(position),
                            {},
                            static_cast<std::int64_t>(position),
                            index()};
        return false;
    }

private:
    std::int64_t index() const { return static_cast<std::int64_t>(m_elements.size()); }

    bool elementError(const std::string &what, std::string field, ErrorCode code = ErrorCode::parseError)
    {
        m_error =
            Error{code, "element " + std::to_string(index()) + ": " + what, std::move(field), -1, index()};
        return false;
    }

    bool fail(const std::string &what, ErrorCode code = ErrorCode::parseError)
    {
        return elementError(m_key + " " + what, m_key, code);
    }

    bool deeper()
    {
        if (++m_depth <= maximumDepth)
            return true;
        return elementError("nested deeper than " + std::to_string(maximumDepth) + " levels", {});
    }

    // A value that is no object stands where an element was expected.
    bool scalar()
    {
        if (m_depth == 0) {
            m_error = Error{ErrorCode::parseError, "expected an array of objects or one object", {}};
            return false;
        }
        return m_depth >= m_objectDepth || elementError("not an object", {});
    }

    std::optional<std::size_t> numberIndex() const
    {
        for (std::size_t i = 0; i < numberFields.size(); ++i) {
            if (m_key == numberFields[i].key)
                return i;
        }
        return std::nullopt;
    }

    bool wanted(int depth) const { return depth == m_objectDepth && (numberIndex() || m_key == "EPOCH"); }
    bool wanted() const { return wanted(m_depth); }

    bool number(double value)
    {
        if (!scalar())
            return false;
        if (m_depth != m_objectDepth)
            return true;
        if (const auto i = numberIndex())
            m_numbers[*i] = value;
        else if (m_key == "EPOCH")
            return fail("must be a string");
        else if (m_key == "EPHEMERIS_TYPE" && value != 0)
            return fail("is not 0 (SGP4), nothing else is supported", ErrorCode::unsupported);
        return true;
    }

    bool numericString(std::size_t index, std::string_view text)
    {
        double value = 0;
        const char *begin = text.data() + (text.starts_with('+') ? 1 : 0);
        const char *end = text.data() + text.size();
        const auto [stop, failed] = std::from_chars(begin, end, value);
        if (failed != std::errc{} || stop != end || !std::isfinite(value))
            return fail("is not a number");
        m_numbers[index] = value;
        return true;
    }

    bool epoch(std::string text)
    {
        if (!text.empty() && text.back() != 'Z' && text.find('+') == std::string::npos)
            text += 'Z'; // the message has no zone of its own, TIME_SYSTEM says UTC
        const auto time = parseTimestamp(text);
        if (!time)
            return fail("is not a time: " + time.error().message);
        m_current.epoch = toJulianDate(*time);
        m_hasEpoch = true;
        return true;
    }

    bool name(const std::string &text, std::string &target)
    {
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return fail("has a control character");
        }
        if (text.size() > 256)
            return fail("is longer than 256 bytes");
        target = text;
        return true;
    }

    bool finish()
    {
        m_key.clear();
        for (std::size_t i = 0; i < numberFields.size(); ++i) {
            if (numberFields[i].required && !m_numbers[i])
                return missing(numberFields[i].key);
        }
        if (!m_hasEpoch)
            return missing("EPOCH");
        const auto value = [this](Number number) { return m_numbers[number].value_or(0); };
        const double catalog = value(catalogNumber);
        if (!(catalog >= 0 && catalog <= 999'999'999) || catalog != std::floor(catalog))
            return elementError("NORAD_CAT_ID is not a catalogue number", "NORAD_CAT_ID",
                                ErrorCode::outOfRange);
        m_current.catalogNumber = static_cast<int>(catalog);
        m_current.meanMotion = value(meanMotion) * revolutionsPerDay;
        m_current.eccentricity = value(eccentricity);
        m_current.inclination = value(inclination) * degree;
        m_current.rightAscension = value(node) * degree;
        m_current.argumentOfPerigee = value(perigee) * degree;
        m_current.meanAnomaly = value(anomaly) * degree;
        m_current.bstar = value(bstar);
        m_current.meanMotionDot = value(meanMotionDot) * revolutionsPerDay / 1440;
        m_current.meanMotionDoubleDot = value(meanMotionDoubleDot) * revolutionsPerDay / (1440.0 * 1440.0);
        if (const auto checked = checkElements(m_current); !checked)
            return elementError(checked.error().message, checked.error().field, checked.error().code);
        m_elements.push_back(std::move(m_current));
        return true;
    }

    bool missing(const char *key)
    {
        return elementError(std::string{key} + " is missing", key, ErrorCode::missingField);
    }

    std::vector<ElementSet> m_elements;
    std::optional<Error> m_error;
    ElementSet m_current;
    std::array<std::optional<double>, numberFields.size()> m_numbers;
    bool m_hasEpoch = false;
    std::string m_key;
    int m_depth = 0;
    int m_objectDepth = 0; // depth of the keys of an element: 1 for one object, 2 in an array
};

} // namespace

Result<std::vector<ElementSet>> parseOmmJson(std::string_view text)
{
    OmmHandler handler;
    nlohmann::json::sax_parse(text.begin(), text.end(), &handler);
    return handler.result();
}

} // namespace desk
