// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace desk {

// Sequence counts of space packets (CCSDS 133.0-B-2, 4.1.3.4.3): 14 bits, one count an APID. A step onwards
// of less than half of them means packets lost. One that went back is a packet that comes late, which is lost
// no more, or again; only some of them in a row are a device that began anew. One thread at a time.
class SequenceCounts
{
public:
    static constexpr unsigned modulus = 16'384;
    static constexpr std::size_t apids = 2048;
    static constexpr unsigned remembered = 64;  // counts before the newest that may still come late
    static constexpr unsigned restartAfter = 8; // that went back in a row, in their order

    struct Account
    {
        std::uint64_t received = 0;
        std::uint64_t lost = 0;
        std::uint64_t back = 0;     // counts that went back
        std::uint64_t seen = 0;     // by the distance from last: bit 0 is last itself
        std::uint64_t held = 0;     // lost within the run
        std::uint16_t last = 0;     // the newest
        std::uint16_t lastBack = 0; // the one that went back before
        std::uint16_t run = 0;      // of them in a row
        bool isKnown = false;       // last

        bool operator==(const Account &) const = default;
    };

    SequenceCounts()
        : m_accounts(std::make_unique<std::array<Account, apids>>())
    {
    }
    // Packets lost before this one.
    std::uint64_t add(std::uint16_t apid, std::uint16_t count)
    {
        Account &account = (*m_accounts)[apid % apids];
        ++account.received;
        const unsigned step = (count - account.last) % modulus;
        if (!account.isKnown) {
            begin(account, count);
            return 0;
        }
        if (step == 0 || step >= modulus / 2) {
            goBack(account, count, (modulus - step) % modulus);
            return 0;
        }
        account.seen = step < remembered ? account.seen << step | 1U : 1U;
        account.last = count;
        account.run = 0;
        account.lost += step - 1;
        m_lost += step - 1;
        return step - 1;
    }
    [[nodiscard]] const Account &account(std::uint16_t apid) const { return (*m_accounts)[apid % apids]; }
    [[nodiscard]] std::uint64_t lost() const { return m_lost; } // of all APIDs
    // The next packets begin anew; what was counted stays.
    void restart()
    {
        for (Account &account : *m_accounts)
            account.isKnown = false;
    }

private:
    static void begin(Account &account, std::uint16_t count)
    {
        account.seen = ~std::uint64_t{0}; // nothing is missed of what was before
        account.last = count;
        account.run = 0;
        account.isKnown = true;
    }

    void goBack(Account &account, std::uint16_t count, unsigned distance)
    {
        ++account.back;
        const std::uint64_t bit = distance < remembered ? std::uint64_t{1} << distance : 0;
        if (bit != 0 && (account.seen & bit) == 0) { // late
            account.seen |= bit;
            account.run = 0;
            --account.lost;
            --m_lost;
            return;
        }
        const unsigned step = (count - account.lastBack) % modulus;
        const bool goesOn = account.run > 0 && step > 0 && step < remembered;
        account.held = goesOn ? account.held + step - 1 : 0;
        account.run = goesOn ? static_cast<std::uint16_t>(account.run + 1) : 1;
        account.lastBack = count;
        if (account.run < restartAfter)
            return;
        account.lost += account.held;
        m_lost += account.held;
        begin(account, count);
    }

    std::unique_ptr<std::array<Account, apids>> m_accounts;
    std::uint64_t m_lost = 0;
};

} // namespace desk
