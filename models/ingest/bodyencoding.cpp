// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/bodyencoding.h"

#include "models/ingest/httpmessage.h"

#include <algorithm>
#include <memory>
#include <snappy.h>
#include <zlib.h>

namespace desk {
namespace {

std::size_t limitOf(std::size_t compressed)
{
    return std::min(BodyEncoding::maxBytes,
                    std::max(BodyEncoding::unjudgedBytes, compressed * BodyEncoding::maxRatio));
}

tl::unexpected<Error> bomb(std::size_t compressed)
{
    return failure(ErrorCode::tooLarge,
                   "the body of " + std::to_string(compressed) +
                       " bytes decompresses to more than 32 MiB or 100 times its size; send less at a time");
}

tl::unexpected<Error> damaged(std::string_view encoding, std::size_t at)
{
    return failure(ErrorCode::parseError,
                   "the body is not " + std::string(encoding) + " from byte " + std::to_string(at) + " on",
                   {}, static_cast<std::int64_t>(at));
}

// windowBits: 15 zlib, 15 + 16 gzip.
Result<std::span<const char>> inflated(std::string_view encoding, int windowBits, std::span<const char> body,
                                       std::size_t padding, std::vector<char> &out)
{
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return failure(ErrorCode::internal, "zlib could not start");
    const std::unique_ptr<z_stream, int (*)(z_stream *)> ending(&stream, inflateEnd);
    const std::size_t limit = limitOf(body.size());
    std::size_t size = 0;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(body.data())); // zlib does not write to it
    stream.avail_in = static_cast<uInt>(body.size());
    for (;;) {
        if (out.size() < size + padding + 16 * 1024)
            out.resize(std::min(limit + 1, std::max(size * 2, body.size() * 4)) + padding + 16 * 1024);
        const std::size_t room = std::min(out.size() - padding - size, limit + 1 - size);
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + size);
        stream.avail_out = static_cast<uInt>(room);
        const int status = inflate(&stream, Z_NO_FLUSH);
        size += room - stream.avail_out;
        if (size > limit)
            return bomb(body.size());
        if (status == Z_STREAM_END && stream.avail_in == 0)
            return std::span<const char>(out.data(), size);
        if (status == Z_STREAM_END && windowBits > 15 && inflateReset(&stream) == Z_OK)
            continue; // gzip members follow one another
        if (status != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0))
            return damaged(encoding, body.size() - stream.avail_in);
    }
}

Result<std::span<const char>> unsnapped(std::span<const char> body, std::size_t padding,
                                        std::vector<char> &out)
{
    std::size_t size = 0;
    if (!snappy::GetUncompressedLength(body.data(), body.size(), &size))
        return damaged("snappy", 0);
    if (size > limitOf(body.size()))
        return bomb(body.size());
    if (out.size() < size + padding)
        out.resize(size + padding);
    if (!snappy::RawUncompress(body.data(), body.size(), out.data()))
        return damaged("snappy", 0);
    return std::span<const char>(out.data(), size);
}

} // namespace

Result<std::span<const char>> BodyEncoding::undo(std::string_view encoding, std::span<const char> body,
                                                 std::size_t padding, std::vector<char> &out)
{
    if (equalIgnoringCase(encoding, "gzip") || equalIgnoringCase(encoding, "x-gzip"))
        return inflated("gzip", 15 + 16, body, padding, out);
    if (equalIgnoringCase(encoding, "deflate"))
        return inflated("deflate (zlib)", 15, body, padding, out);
    if (equalIgnoringCase(encoding, "snappy"))
        return unsnapped(body, padding, out);
    return failure(ErrorCode::unsupported,
                   "Content-Encoding " + std::string(encoding) + " is not understood");
}

} // namespace desk
