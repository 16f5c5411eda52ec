// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace desk {

enum class ErrorCode : std::uint8_t {
    invalidArgument,
    parseError,
    outOfRange,
    missingField,
    notFound,
    cardinalityLimit,
    tooLarge,
    overloaded,
    storageUnavailable,
    permissionDenied,
    addressInUse,
    alreadyRunning,
    unauthenticated,
    forbidden,
    network,
    timeout,
    unsupported,
    internal,
};

// An expected failure. Plain value, any thread. message is English for logs and API answers and names the
// cause and the remedy; the window words it again by code. offset = byte in the input, index = element
// of an array or line number, both -1 where they mean nothing.
struct Error
{
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::string field;
    std::int64_t offset = -1;
    std::int64_t index = -1;

    bool operator==(const Error &) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string message, std::string field = {},
                                     std::int64_t offset = -1, std::int64_t index = -1)
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(field), offset, index});
}

} // namespace desk
