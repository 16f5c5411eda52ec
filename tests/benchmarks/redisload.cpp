// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/clientload.h"

#include <hiredis/hiredis.h>

namespace desk {
namespace {

class RedisLoad final : public ClientLoad
{
public:
    RedisLoad(redisContext *context, const BenchLoadOptions &options, std::size_t share, std::size_t shares)
        : m_context(context, redisFree)
        , m_points(options.batchPoints)
    {
        for (const auto &batch : batches(options, share, shares)) {
            std::string text;
            for (const Point &point : batch)
                append(text, point);
            m_batches.push_back(std::move(text));
        }
    }

    Result<void> writeBatch() override
    {
        const std::string &text = m_batches[m_turn++ % m_batches.size()];
        // The library counts replies, not commands: a thousand commands may be appended as one text.
        redisAppendFormattedCommand(m_context.get(), text.data(), text.size());
        for (std::size_t i = 0; i < m_points; ++i) {
            void *reply = nullptr;
            if (redisGetReply(m_context.get(), &reply) != REDIS_OK)
                return failure(ErrorCode::network, std::string("Redis: ") + m_context->errstr);
            const bool good = static_cast<const redisReply *>(reply)->type == REDIS_REPLY_STRING;
            freeReplyObject(reply);
            if (!good)
                return failure(ErrorCode::network, "Redis refuses XADD");
        }
        return {};
    }

private:
    // XADD telemetry * node_id N t TIME metric value …
    static void append(std::string &text, const Point &point)
    {
        std::vector<std::string> words{"XADD", "telemetry",      "*", "node_id", point.node,
                                       "t",    point.nanoseconds};
        for (const auto &[name, value] : point.fields) {
            words.push_back(name);
            words.push_back(value);
        }
        text += "*" + std::to_string(words.size()) + "\r\n";
        for (const std::string &word : words)
            text += "$" + std::to_string(word.size()) + "\r\n" + word + "\r\n";
    }

    std::unique_ptr<redisContext, void (*)(redisContext *)> m_context;
    std::size_t m_points;
    std::vector<std::string> m_batches;
    std::size_t m_turn = 0;
};

} // namespace

Result<std::unique_ptr<ClientLoad>> ClientLoad::redis(std::uint16_t port, const BenchLoadOptions &options,
                                                      std::size_t share, std::size_t shares)
{
    redisContext *context = redisConnect("127.0.0.1", port);
    if (!context || context->err != 0)
        return failure(ErrorCode::network, "no connection to Redis");
    return std::make_unique<RedisLoad>(context, options, share, shares);
}

} // namespace desk
