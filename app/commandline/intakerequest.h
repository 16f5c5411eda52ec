// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/intakepoints.h"
#include "app/commandline/postanswer.h"

#include "models/ingest/httpmessage.h"

#include <chrono>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>

namespace desk {

// A request to the intake whose answer waits for what becomes of its points. Plain value.
struct IntakeRequest
{
    bool isRecord = false;         // of the telemetry stack; its answers to failures are plain text
    std::string key;               // of idempotency; may be empty
    std::vector<FilePoint> points; // until they are taken
    std::size_t total = 0;         // of points
    std::size_t settled = 0;
    std::size_t bytes = 0;                      // of its body
    std::vector<std::size_t> elements;          // of the points, as the client counts, from 0
    std::map<std::size_t, std::string> refused; // element, reason
    std::set<std::size_t> givenUp;              // elements that the server did not take
    bool isBuried = true;                       // they are kept as dead letters
    std::string reason;                         // why they were given up
    std::chrono::seconds again{1};              // when another attempt may be worth it
    std::function<void()> ready;                // sends the answer
    ServerResponse answer;

    // What became of its next count points, which begin in the batch at begin.
    void settle(const PostedBatch &batch, std::size_t begin, std::size_t count);
    // Once all are settled: 200 the server took them; 202 some are dead letters; 400 and 422 it refused all
    // of them; 503 with Retry-After where the producer must keep them.
    [[nodiscard]] ServerResponse conclude() const;
};

ServerResponse intakeAnswer(int status, const nlohmann::ordered_json &body);
// In the form of the path.
ServerResponse intakeRefusal(bool isRecord, int status, const std::string &message);
// 503 with Retry-After.
ServerResponse intakeLater(bool isRecord, std::chrono::seconds again, const std::string &message);

} // namespace desk
