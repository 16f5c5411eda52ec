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
            refused.emplace(elements[settled + i - begin], refusal.reason);
    }
    if (!batch.isAnswered) {
        for (std::size_t i = 0; i < count; ++i)
            givenUp.insert(elements[settled + i]);
        isBuried = isBuried && batch.isBuried;
        reason = batch.reason;
        again = batch.again;
    }
    settled += count;
}

ServerResponse IntakeRequest::conclude() const
{
    const int good = givenUp.empty() ? 200 : 202;
    if (!givenUp.empty() && !isBuried)
        return intakeLater(isRecord, again, "not delivered: " + reason);
    if (isRecord && !refused.empty())
        return intakeRefusal(true, 400, refused.begin()->second);
    if (isRecord)
        return intakeAnswer(good, {{"status", givenUp.empty() ? "published" : "dead-letter"}});
    const std::set<std::size_t> sent(elements.begin(), elements.end());
    std::size_t accepted = 0;
    for (const std::size_t element : sent)
        accepted += refused.contains(element) || givenUp.contains(element) ? 0U : 1U;
    if (accepted == 0 && givenUp.empty())
        return intakeRefusal(false, 422, refused.begin()->second);
    Json body{{"success", true}, {"count", accepted}};
    if (!givenUp.empty())
        body["dead_letters"] = givenUp.size();
    if (!refused.empty()) {
        Json list = Json::array();
        for (const auto &[element, why] : refused)
            list.push_back({{"index", element}, {"message", why}});
        body["rejected"] = std::move(list);
    }
    return intakeAnswer(good, body);
}

} // namespace desk
