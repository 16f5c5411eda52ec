// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/intakerequest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {

using Json = nlohmann::ordered_json;

ServerResponse intakeAnswer(int status, const Json &body)
{
    ServerResponse response;
    response.status = status;
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

ServerResponse intakeRefusal(bool isRecord, int status, const std::string &message)
{
    if (isRecord)
        return textResponse(status, message);
    return errorResponse(status,
                         status == 503   ? "SERVICE_UNAVAILABLE"
                         : status == 413 ? "PAYLOAD_TOO_LARGE"
                                         : "VALIDATION_ERROR",
                         message);
}

ServerResponse intakeLater(bool isRecord, std::chrono::seconds again, const std::string &message)
{
    ServerResponse response = intakeRefusal(isRecord, 503, message);
    response.headers.emplace_back("Retry-After", std::to_string(again.count()));
    return response;
}

// begin: of its points in the batch.
void IntakeRequest::settle(const PostedBatch &batch, std::size_t begin, std::size_t count)
{
    for (const PostedBatch::Refusal &refusal : batch.refused) {
        const std::size_t from = std::max(refusal.index, begin);
        const std::size_t end = std::min(refusal.index + refusal.points, begin + count);
        for (std::size_t i = from; i < end; ++i)
            refused.emplace_back(elements[settled + i - begin], refusal.reason);
    }
    if (!batch.isAnswered) {
        givenUp += count;
        isBuried = isBuried && batch.isBuried;
        reason = batch.reason;
        again = batch.again;
    }
    settled += count;
}

ServerResponse IntakeRequest::conclude() const
{
    if (givenUp > 0 && !isBuried)
        return intakeLater(isRecord, again, "not delivered: " + reason);
    const std::size_t accepted = elements.size() - std::min(elements.size(), givenUp);
    if (isRecord && !refused.empty())
        return intakeRefusal(true, 400, refused.front().second);
    if (isRecord)
        return intakeAnswer(givenUp > 0 ? 202 : 200, {{"status", givenUp > 0 ? "dead-letter" : "published"}});
    std::size_t mine = 0; // refused by the server, not already by the intake
    for (const auto &[element, why] : refused)
        mine += std::count(elements.begin(), elements.end(), element) > 0 ? 1U : 0U;
    if (mine == elements.size())
        return intakeRefusal(false, 422, refused.front().second);
    Json body{{"success", true}, {"count", accepted - mine}};
    if (givenUp > 0)
        body["dead_letters"] = givenUp;
    if (!refused.empty()) {
        auto inOrder = refused;
        std::sort(inOrder.begin(), inOrder.end());
        Json list = Json::array();
        for (const auto &[element, why] : inOrder)
            list.push_back({{"index", element}, {"message", why}});
        body["rejected"] = std::move(list);
    }
    return intakeAnswer(givenUp > 0 ? 202 : 200, body);
}

} // namespace desk
