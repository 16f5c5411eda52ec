// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcapchunkcodec.h"

#include <algorithm>
#include <lz4frame.h>
#include <zstd.h>

namespace desk {
namespace {

constexpr int level = 3;
constexpr std::size_t step = 1U << 20U;

struct FreeZstd
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};
struct FreeLz4
{
    void operator()(LZ4F_dctx *context) const { LZ4F_freeDecompressionContext(context); }
};

tl::unexpected<Error> damaged(const char *compression, const char *why)
{
    return failure(ErrorCode::parseError, std::string("damaged ") + compression + " data (" + why + ")");
}

// Room for the next bytes, at least one more than may come, so that too much is seen.
void grow(std::string &records, std::size_t used, std::uint64_t size)
{
    if (used == records.size())
        records.resize(static_cast<std::size_t>(std::min<std::uint64_t>(used + step, size + 1)));
}

} // namespace

struct McapChunkCodec::Impl
{
    std::unique_ptr<ZSTD_CCtx, FreeZstd> packer;
    std::unique_ptr<ZSTD_DCtx, FreeZstd> unpacker;

    Result<std::size_t> unpackZstd(std::string_view packed, std::uint64_t size, std::string &records)
    {
        if (!unpacker)
            unpacker.reset(ZSTD_createDCtx());
        ZSTD_DCtx_reset(unpacker.get(), ZSTD_reset_session_only);
        ZSTD_inBuffer in{packed.data(), packed.size(), 0};
        std::size_t used = 0;
        while (true) {
            grow(records, used, size);
            ZSTD_outBuffer out{records.data(), records.size(), used};
            const std::size_t before = in.pos;
            const std::size_t left = ZSTD_decompressStream(unpacker.get(), &out, &in);
            if (ZSTD_isError(left))
                return damaged("zstd", ZSTD_getErrorName(left));
            const bool moved = out.pos > used || in.pos > before;
            used = out.pos;
            if (used > size || (left == 0 && in.pos == in.size))
                return used;
            if (!moved)
                return damaged("zstd", "it ends early");
        }
    }

    static Result<std::size_t> unpackLz4(std::string_view packed, std::uint64_t size, std::string &records)
    {
        LZ4F_dctx *made = nullptr;
        LZ4F_createDecompressionContext(&made, LZ4F_VERSION);
        const std::unique_ptr<LZ4F_dctx, FreeLz4> context(made);
        std::size_t used = 0;
        while (true) {
            grow(records, used, size);
            std::size_t room = records.size() - used;
            std::size_t taken = packed.size();
            const std::size_t left =
                LZ4F_decompress(context.get(), records.data() + used, &room, packed.data(), &taken, nullptr);
            if (LZ4F_isError(left))
                return damaged("lz4", LZ4F_getErrorName(left));
            used += room;
            packed.remove_prefix(taken);
            if (used > size || (left == 0 && packed.empty()))
                return used;
            if (room == 0 && taken == 0)
                return damaged("lz4", "it ends early");
        }
    }
};

McapChunkCodec::McapChunkCodec()
    : m_impl(std::make_unique<Impl>())
{
}
McapChunkCodec::~McapChunkCodec() = default;

Result<std::string> McapChunkCodec::compress(std::string_view records)
{
    if (!m_impl->packer)
        m_impl->packer.reset(ZSTD_createCCtx());
    std::string packed(ZSTD_compressBound(records.size()), '\0');
    const std::size_t size = ZSTD_compressCCtx(m_impl->packer.get(), packed.data(), packed.size(),
                                               records.data(), records.size(), level);
    if (ZSTD_isError(size))
        return failure(ErrorCode::internal, std::string("zstd: ") + ZSTD_getErrorName(size));
    packed.resize(size);
    return packed;
}

Result<void> McapChunkCodec::unpack(std::string_view compression, std::string_view packed, std::uint64_t size,
                                    std::string &records)
{
    records.clear();
    Result<std::size_t> used = packed.size();
    if (compression.empty())
        records = packed;
    else if (compression == "zstd")
        used = m_impl->unpackZstd(packed, size, records);
    else if (compression == "lz4")
        used = Impl::unpackLz4(packed, size, records);
    else
        return failure(ErrorCode::unsupported, "compression " + std::string(compression.substr(0, 40)) +
                                                   " is not known; zstd, lz4 and none are");
    if (!used)
        return tl::unexpected(used.error());
    if (*used != size)
        return failure(ErrorCode::parseError,
                       "it unpacks to another size than the " + std::to_string(size) + " bytes it says");
    records.resize(*used);
    return {};
}

} // namespace desk
