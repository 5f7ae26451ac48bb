// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;

/**
 * The terms of a loss.
 *
 * @param terms at least one
 */
public record LossTerms(List<Term> terms) {

    /**
     * One of them.
     *
     * @param name for histories
     * @param weight what it counts in the total
     * @param values a number for each image of a batch, (batch)
     */
    public record Term(String name, double weight, Value values) {
    }

    public LossTerms {
        terms = List.copyOf(terms);
    }

    /** The mean over the batch of the weighted sum, a tensor without axes: what gradients are asked of. */
    public Value total() {
        Value sum = terms.get(0).values().times(terms.get(0).weight());
        for (Term term : terms.subList(1, terms.size())) {
            sum = sum.plus(term.values().times(term.weight()));
        }
        return sum.mean();
    }

    /**
     * What a history holds, without gradients: the total, then the mean over the batch of each term without its weight,
     * (1 + terms).
     *
     * @param total of {@link #total}
     */
    public Value record(Code code, Value total) {
        List<Value> numbers = new ArrayList<>(List.of(total.apply("detach")));
        for (Term term : terms) {
            numbers.add(term.values().mean().apply("detach"));
        }
        return code.call("torch.stack", code.list(numbers.toArray()));
    }
}
