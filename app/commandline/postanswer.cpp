// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postanswer.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

// Of a rejection, where it is one of a point.
std::optional<std::size_t> indexIn(const Json &rejection, PostForm form, std::size_t points)
{
    const auto number = rejection.find("index");
    if (number == rejection.end() || !number->is_number_unsigned())
        return std::nullopt;
    auto index = number->get<std::size_t>();
    if (form != PostForm::json && index > 0) // lines count from 1
        --index;
    return index < points ? std::optional(index) : std::nullopt;
}

} // namespace

PostedBatch readPostAnswer(PostForm form, std::size_t points, const std::string &answer)
{
    PostedBatch batch;
    batch.points = points;
    batch.accepted = points;
    const Json json = Json::parse(answer, nullptr, false);
    if (!json.is_object())
        return batch;
    const auto count = json.find("count");
    if (count == json.end() || !count->is_number_unsigned())
        return batch;
    batch.accepted = std::min(count->get<std::size_t>(), points);
    const auto rejected = json.find("rejected");
    const Json none = Json::array();
    for (const auto &rejection : rejected != json.end() && rejected->is_array() ? *rejected : none) {
        const auto index = rejection.is_object() ? indexIn(rejection, form, points) : std::nullopt;
        if (!index)
            continue;
        const auto message = rejection.find("message");
        batch.refused.push_back({*index, message != rejection.end() && message->is_string()
                                             ? message->get<std::string>()
                                             : std::string("refused")});
    }
    // Any of them may be missing over there, so all of them count as not delivered.
    if (batch.accepted + batch.refused.size() < points)
        batch.refused = {{0,
                          "the server took " + std::to_string(batch.accepted) + " of " +
                              std::to_string(points) + " points and does not say which; post them again",
                          points}};
    return batch;
}

PostedBatch readPostRefusal(PostForm form, std::size_t points, const Error &why, const std::string &answer)
{
    constexpr std::string_view dropped = "dropped=";
    std::size_t refused = points;
    if (const auto at = answer.find(dropped); form == PostForm::foreignLines && at != std::string::npos) {
        std::size_t said = 0;
        const char *from = answer.data() + at + dropped.size();
        if (std::from_chars(from, answer.data() + answer.size(), said).ec == std::errc())
            refused = std::min(said, points);
    }
    PostedBatch batch;
    batch.points = points;
    batch.accepted = points - refused;
    batch.refused.push_back({0, why.message, refused});
    return batch;
}

bool isPostedLater(int status)
{
    return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501);
}

bool isAboutThePoints(PostForm form, int status)
{
    return status == 400 || status == 413 || status == 422 ||
           (form != PostForm::json && (status == 404 || status == 405));
}

} // namespace desk
