#include "support/at_once.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace usher::testing {

std::vector<Answer> at_once(std::size_t count, std::function<Answer(std::size_t)> const& act) {
    std::vector<Answer> answers(count);
    std::atomic<std::size_t> ready = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < count; ++i)
        threads.emplace_back([&, i] {
            ++ready;
            while (ready < count) std::this_thread::yield();
            answers[i] = act(i);
        });
    for (auto& thread : threads) thread.join();
    return answers;
}

long with_status(std::vector<Answer> const& answers, int status) {
    return std::ranges::count(answers, status, &Answer::status);
}

long with_code(std::vector<Answer> const& answers, std::string_view code) {
    return std::ranges::count_if(answers, [&](Answer const& one) { return one.code() == code; });
}

}  // namespace usher::testing
