#include "cli/cli.h"

int main(int count, char** words) {
    usher::SystemClock clock;
    usher::SystemRandom random;
    return usher::cli::run(count, words, {clock, random});
}
